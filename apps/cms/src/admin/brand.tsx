/** The mark of the desk; it takes the colour of the text around it. */
export function Icon() {
  return (
    <svg
      className="desk-icon"
      viewBox="0 0 32 32"
      width="24"
      height="24"
      role="img"
      aria-label="Plaincode desk"
    >
      <rect width="32" height="32" rx="7" className="desk-icon__ground" />
      <path d="M9 8h9a6 6 0 0 1 0 12h-5v5" className="desk-icon__line" />
      <path d="M9 14v11" className="desk-icon__stroke" />
    </svg>
  );
}

export function Logo() {
  return (
    <div className="desk-logo">
      <Icon />
      <span>
        Plaincode <span className="desk-logo__desk">desk</span>
      </span>
    </div>
  );
}
