package org.blup.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Answers of a dense likelihood for models with covariance structures, and their data. */
final class CovarianceOracle {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CovarianceOracle() {}

  static Path dataFile(String name) {
    try {
      return Path.of(resource("data/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode answer(String id) {
    try {
      return JSON.readTree(resource("fits/" + id + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the answer of " + id, e);
    }
  }

  private static URL resource(String name) {
    return CovarianceOracle.class.getResource("/oracle/covariance/" + name);
  }
}
