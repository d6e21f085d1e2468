export function LoginNote() {
  return (
    <p className="desk-login-note">
      For the editorial staff. Never enter patient information anywhere on this desk. If you have no account
      or forgot your password, an admin can help you.
    </p>
  );
}
