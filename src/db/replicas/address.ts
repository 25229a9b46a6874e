/**
 * The address of a replica as the application signs in there: user and password are those of the application's address, since a replica has
 * the roles of its primary, unless it names its own.
 */
export function replicaAddress(given: string, appUrl: string): string {
  const url = new URL(given);
  if (url.username !== '') return given;
  const app = new URL(appUrl);
  url.username = app.username;
  url.password = app.password;
  return url.toString();
}
