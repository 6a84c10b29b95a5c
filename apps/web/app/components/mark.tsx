/** The mark: a line, and the bob that holds it true. Drawn in the current colour, the bob in the accent. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">
      <path d="M6 2.5h12" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M12 2.5v9" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8.5 11.5h7l-1 4.2L12 22l-2.5-6.3z" fill="var(--accent-strong)" />
    </svg>
  );
}
