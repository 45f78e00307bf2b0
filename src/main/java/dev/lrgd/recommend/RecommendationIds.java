package dev.lrgd.recommend;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Names for recommendations: 128 random bits, since whoever knows one may report outcomes to it.
 */
@ApplicationScoped
public class RecommendationIds {
  private final SecureRandom random = new SecureRandom();

  public String next() {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
