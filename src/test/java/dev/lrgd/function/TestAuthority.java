package dev.lrgd.function;

import io.smallrye.certs.chain.CertificateChainGenerator;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;

/** An authority that nobody knows, and the certificate it signed for localhost. */
final class TestAuthority {
  private static final String HOST = "localhost";

  private final Path folder;

  private TestAuthority(Path folder) {
    this.folder = folder;
  }

  /** A new one, whose files are in the folder. */
  static TestAuthority in(Path folder) throws Exception {
    new CertificateChainGenerator(folder.toFile()).withCN(HOST).generate();
    return new TestAuthority(folder);
  }

  /** The authority's own certificate (PEM): who trusts it trusts the server. */
  Path certificate() {
    return folder.resolve("root.crt");
  }

  /** What a server on localhost shows. */
  PemKeyCertOptions server() {
    return new PemKeyCertOptions()
        .setCertPath(folder.resolve(HOST + ".crt").toString())
        .setKeyPath(folder.resolve(HOST + ".key").toString());
  }
}
