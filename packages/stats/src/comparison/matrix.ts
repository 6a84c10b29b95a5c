/** Inverse by Gauss and Jordan with row pivots. Precondition: square and not singular. O(n^3): meant for a few hundred rows. */
export function invertMatrix(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, index) =>
    Float64Array.from({ length: 2 * size }, (_, at) =>
      at < size ? (row[at] ?? 0) : at - size === index ? 1 : 0,
    ),
  );
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    }
    const [top, chosen] = [rows[column], rows[pivot]];
    if (top === undefined || chosen === undefined) break;
    rows[column] = chosen;
    rows[pivot] = top;
    const divisor = chosen[column] ?? 1;
    chosen.forEach((value, at) => {
      chosen[at] = value / divisor;
    });
    rows.forEach((row, index) => {
      const factor = row[column] ?? 0;
      if (index === column || factor === 0) return;
      for (let at = column; at < 2 * size; at += 1) row[at] = (row[at] ?? 0) - factor * (chosen[at] ?? 0);
    });
  }
  return rows.map((row) => [...row.subarray(size)]);
}

/** Product. Precondition: as many columns in `left` as rows in `right`. @example multiply([[2]], [[3]]) // [[6]] */
export function multiply(
  left: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
): number[][] {
  const width = right[0]?.length ?? 0;
  return left.map((row) => {
    const product = new Array<number>(width).fill(0);
    row.forEach((factor, at) => {
      if (factor === 0) return;
      right[at]?.forEach((value, column) => {
        product[column] = (product[column] ?? 0) + factor * value;
      });
    });
    return product;
  });
}
