package dev.lrgd.pool;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which pool is meant: pools of different tenants may bear the same name and never see each other.
 * The text form {@code tenant/name} is what a store puts into its keys.
 *
 * @param tenant whose pool it is; the {@code http} function takes it from the authorizer's claims,
 *     everything else is {@link #DEFAULT_TENANT}
 * @param name matches {@code [a-z0-9][a-z0-9-]{0,62}}
 */
public record PoolId(String tenant, String name) {

  public static final String DEFAULT_TENANT = "default";

  // Both parts end up between the braces of a Redis hash tag, so neither may hold a brace or a
  // slash.
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  public PoolId {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(name, "name");
    if (!isTenant(tenant)) {
      throw new IllegalArgumentException("a tenant matches " + TENANT);
    }
    if (!isName(name)) {
      throw new IllegalArgumentException("a pool name matches " + NAME);
    }
  }

  /** The pool of this name where there is one tenant only. */
  public static PoolId of(String name) {
    return new PoolId(DEFAULT_TENANT, name);
  }

  /** Reads {@code name}, which is the default tenant's pool, or {@code tenant/name}. */
  public static PoolId parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? of(text) : new PoolId(text.substring(0, slash), text.substring(slash + 1));
  }

  public static boolean isTenant(String text) {
    return TENANT.matcher(text).matches();
  }

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  @Override
  public String toString() {
    return tenant + "/" + name;
  }
}
