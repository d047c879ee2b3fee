package org.blup.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;

/**
 * A fit of a case that ships, its rows, and what R says of them: {@code diagnostics/ID.json}, made
 * by {@code diagnostics/make.R}.
 */
record AftermathCase<R>(String id, List<R> rows, MixedFit<R> fit, JsonNode answer) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every case that has such an answer. */
  static Stream<OracleCase<?>> all() {
    return OracleCase.all().filter(c -> resource(c.id()) != null);
  }

  static <R> AftermathCase<R> of(OracleCase<R> oracleCase) {
    List<R> rows = oracleCase.rows();
    MixedFit<R> fit =
        oracleCase
            .model()
            .fitting()
            .criterion(oracleCase.entry().reml() ? Criterion.REML : Criterion.ML)
            .fit(rows);
    try (InputStream answer = resource(oracleCase.id()).openStream()) {
      return new AftermathCase<>(oracleCase.id(), rows, fit, JSON.readTree(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL resource(String id) {
    return AftermathCase.class.getResource("/diagnostics/" + id + ".json");
  }
}
