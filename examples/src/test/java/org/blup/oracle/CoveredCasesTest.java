package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No answer of {@code oracle/covariance} is left out in silence. */
class CoveredCasesTest {

  /** In {@link RelatedTest}, which compares the effects of animals as well. */
  private static final Set<String> ANIMALS =
      Set.of("blupf90-animal", "blupf90-animal-weighted", "blupf90-animal-weighted-noinbreeding");

  private static final Map<String, String> NOT_FITTED =
      Map.of(
          "fev-sp-exp2-reml", "distances in a plane have no structure",
          "fev-sp-gau2-ml", "distances in a plane have no structure",
          "fev-spexp-arm", "distances in a plane have no structure",
          "slatehall-ar1xar1", "products of two structures cannot be written",
          "mrode31-known-variances", "variances of random effects cannot be fixed",
          "be02-c",
              "refused by FormulaCasesTest: the data tell the sum of residual.T and"
                  + " subject.treatmentT",
          "sleep10-d-cs",
              "refused by StructuredTermsTest: the data tell the sum of residual and D.variance");

  private static Set<String> compared() {
    Stream<String> records =
        Stream.of(
                new RepeatedMeasuresTest().cases(),
                new ResidualsByNumberTest().cases(),
                new StructuredTermsTest().cases(),
                new KnownVariancesTest().cases(),
                new RelatedTest().cases())
            .flatMap(cases -> cases)
            .map(CovarianceCase::id);
    Stream<String> formulas = FormulaCasesTest.CASES.stream().map(FormulaCase::id);
    return Stream.of(records, formulas, ANIMALS.stream())
        .flatMap(ids -> ids)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> answersIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Those that the project carries, and those of the whole oracle where it is at hand. */
  @Test
  void everyAnswerIsComparedOrNamedWithAReason() throws IOException, URISyntaxException {
    Set<String> answers =
        answersIn(Path.of(CoveredCasesTest.class.getResource("/oracle/covariance/fits").toURI()));
    Path whole = OracleFolder.sharedPath().resolve("oracle/covariance/fits");
    if (Files.isDirectory(whole)) {
      answers.addAll(answersIn(whole));
      assertThat(answers).containsAll(NOT_FITTED.keySet());
    }
    answers.removeAll(NOT_FITTED.keySet());

    assertThat(compared()).doesNotContainAnyElementsOf(NOT_FITTED.keySet());
    assertThat(compared()).isEqualTo(answers);
  }
}
