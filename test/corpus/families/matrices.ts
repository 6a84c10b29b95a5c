/** Matrices, vectors, determinants. */
import { type Family, table } from "../family.ts";

const r = String.raw;

export const matrices: readonly Family[] = [
  table(
    "matrices",
    "matrix",
    r`
\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} ≡ \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} ¦ \left[\begin{array}{cc}1 & 2 \\ 3 & 4\end{array}\right] ¦ \left(\begin{matrix}1&2\\3&4\end{matrix}\right) ¦ [[1,2],[3,4]] ¦ \begin{pmatrix}1&2\\3&4\\\end{pmatrix} ¦ A = \begin{pmatrix}1&2\\3&4\end{pmatrix} ≢ \begin{pmatrix} 1 & 2 \\ 3 & 5 \end{pmatrix} ¦ \begin{pmatrix} 1 & 3 \\ 2 & 4 \end{pmatrix} ¦ \begin{pmatrix} 1 & 2 \\ 3 & -4 \end{pmatrix} ¦ \begin{pmatrix} 3 & 4 \\ 1 & 2 \end{pmatrix} ¦ \begin{pmatrix} 1 & 2 & 3 & 4 \end{pmatrix} ¦ \begin{pmatrix} 1 & 2 & 0 \\ 3 & 4 & 0 \end{pmatrix}
\begin{pmatrix} 0 & 3 \\ 0 & -1 \end{pmatrix} ≡ \begin{bmatrix}0&3\\0&-1\end{bmatrix} ¦ \begin{pmatrix} 0 & \frac{6}{2} \\ 0 & -1 \end{pmatrix} ≢ \begin{pmatrix} 0 & 3 \\ 0 & 1 \end{pmatrix} ¦ \begin{pmatrix} 0 & 0 \\ 3 & -1 \end{pmatrix} ¦ \begin{pmatrix} 3 & 0 \\ -1 & 0 \end{pmatrix}
\begin{pmatrix} \frac{1}{2} & \frac{3}{4} \\ \frac{5}{6} & \frac{7}{8} \end{pmatrix} ≡ \begin{pmatrix} 1/2 & 3/4 \\ 5/6 & 7/8 \end{pmatrix} ¦ \begin{bmatrix} 0.5 & 0.75 \\ \frac56 & 0.875 \end{bmatrix} ≢ \begin{pmatrix} \frac{1}{2} & \frac{3}{4} \\ \frac{5}{6} & \frac{8}{7} \end{pmatrix} ¦ \begin{pmatrix} 2 & \frac{3}{4} \\ \frac{5}{6} & \frac{7}{8} \end{pmatrix}
\begin{pmatrix}6 & 8 \\ 10 & 12\end{pmatrix} ≡ \begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix} + \begin{pmatrix}5 & 6 \\ 7 & 8\end{pmatrix} ¦ 2\begin{pmatrix}3 & 4 \\ 5 & 6\end{pmatrix} ≢ \begin{pmatrix}6 & 8 \\ 10 & 13\end{pmatrix} ¦ \begin{pmatrix}5 & 12 \\ 21 & 32\end{pmatrix}
\begin{pmatrix}1 & 0 \\ 0 & 1\end{pmatrix} ≡ \begin{pmatrix}1 & 0 \\ 0 & 1\end{pmatrix} \begin{pmatrix}1 & 0 \\ 0 & 1\end{pmatrix} ≢ \begin{pmatrix}1 & 1 \\ 1 & 1\end{pmatrix} ¦ \begin{pmatrix}0 & 1 \\ 1 & 0\end{pmatrix} ¦ \begin{pmatrix}1&0&0\\0&1&0\\0&0&1\end{pmatrix}
\begin{pmatrix} x & y \\ y & x \end{pmatrix} ≡ \begin{bmatrix} x & y \\ y & x \end{bmatrix} ≢ \begin{pmatrix} y & x \\ x & y \end{pmatrix} ¦ \begin{pmatrix} x & y \\ y & -x \end{pmatrix}
`,
  ),
  table(
    "vectors",
    "vector",
    r`
\begin{pmatrix} 1 \\ 2 \\ 3 \end{pmatrix} ≡ \begin{bmatrix} 1 \\ 2 \\ 3 \end{bmatrix} ¦ (1,2,3) ¦ \langle 1, 2, 3 \rangle ¦ \begin{pmatrix} 1 \\ 2.0 \\ 3 \end{pmatrix} ≢ \begin{pmatrix} 1 \\ 2 \\ 4 \end{pmatrix} ¦ \begin{pmatrix} 3 \\ 2 \\ 1 \end{pmatrix} ¦ \begin{pmatrix} 1 \\ 2 \end{pmatrix} ¦ \begin{pmatrix} -1 \\ 2 \\ 3 \end{pmatrix}
\begin{pmatrix} -2 \\ 4 \end{pmatrix} ≡ \begin{bmatrix} -2 \\ 4 \end{bmatrix} ¦ (-2,4) ¦ -2\begin{pmatrix} 1 \\ -2 \end{pmatrix} ≢ \begin{pmatrix} 2 \\ -4 \end{pmatrix} ¦ \begin{pmatrix} 4 \\ -2 \end{pmatrix} ¦ (-2,-4)
\begin{pmatrix} \frac{4}{3} \\ -\frac{1}{3} \end{pmatrix} ≡ \begin{pmatrix} 4/3 \\ -1/3 \end{pmatrix} ¦ (4/3,-1/3) ¦ \frac13\begin{pmatrix} 4 \\ -1 \end{pmatrix} ≢ \begin{pmatrix} \frac{4}{3} \\ \frac{1}{3} \end{pmatrix} ¦ \begin{pmatrix} -\frac{1}{3} \\ \frac{4}{3} \end{pmatrix}
\det\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} ≡ -2 ¦ \begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix} ≢ 2 ¦ 10 ¦ -1
\begin{vmatrix} a & b \\ c & d \end{vmatrix} ≡ ad - bc ¦ ad-cb ≢ ad + bc ¦ ab - cd ¦ bc - ad
`,
  ),
];
