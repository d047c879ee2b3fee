package org.blup.processor.validate.rules;

import static com.google.testing.compile.Compiler.javac;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.processor.BlupProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuralRankTest {

  private static final String COMPONENTS =
      "double y, double x, double z, int n, String f, boolean e, String g";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x + I(2 * x)",
        "x:f + z:f + I(x + z):f",
        "f:e:I(x * z) + x:z:f",
        "x + x:f + I(x - 3 * x):f",
        "n + factor(n)",
        "factor(n) + I(n^2)",
      })
  void theLastTermRepeatsWhatStandsBeforeIt(String terms) {
    assertThat(told(terms)).singleElement().asString().contains("is linearly dependent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f + x + f:x",
        "f + x:f",
        "f + e + f:e",
        "x:f + x:e",
        "x + z + I(x * z):f",
        "n + I(n^2)",
        "log(n) + n:f",
      })
  void everyTermAddsSomething(String terms) {
    assertThat(told(terms)).isEmpty();
  }

  /** Eliminating without an index took minutes. */
  @Test
  void manyHundredsOfInteractionsAreCheckedInMoments() {
    List<String> names = IntStream.range(0, 40).mapToObj(i -> "x" + i).toList();
    String components = names.stream().map(name -> "double " + name).collect(joining(", "));
    String crossed = names.stream().collect(joining(" + ", "(", ")^2"));
    assertTimeout(
        Duration.ofSeconds(30),
        () ->
            assertThat(told(crossed, "double y, String g, " + components))
                .as("messages for 820 terms")
                .isEmpty());
  }

  private static List<String> told(String terms) {
    return told(terms, COMPONENTS);
  }

  private static List<String> told(String terms, String components) {
    String record =
        """
        @org.blup.MixedModel("y ~ %s + (1 | g)")
        @SuppressWarnings("blup:906")
        record Row(%s) {}
        """
            .formatted(terms, components);
    Compilation compilation =
        javac()
            .withProcessors(new BlupProcessor())
            .withOptions("-proc:only")
            .compile(JavaFileObjects.forSourceString("Row", record));
    return Stream.concat(compilation.errors().stream(), compilation.warnings().stream())
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }
}
