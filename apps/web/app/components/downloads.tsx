/** Links to the same data in other forms. */
export function Downloads({
  links,
}: {
  readonly links: readonly { readonly href: string; readonly label: string }[];
}) {
  return (
    <p className="row small">
      {links.map((link) => (
        <a key={link.href} href={link.href}>
          {link.label}
        </a>
      ))}
    </p>
  );
}
