export function LoginNote() {
  return (
    <p className="desk-login-note">
      For the editorial staff. Never enter patient information anywhere on this desk. If you have no account,
      an admin can make one for you.
    </p>
  );
}
