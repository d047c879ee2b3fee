package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.model.Algorithm;
import org.blup.model.Criterion;
import org.blup.model.Fitting;
import org.blup.model.Model;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.RobustMethod;
import org.blup.model.prediction.Scorer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Fits by iterations, as users hold them. */
class IterativeFitTest {

  enum Genre {
    DRAMA,
    COMEDY,
    CRIME
  }

  @MixedModel("score ~ hour + genre + (1 | user) + (1 | film)")
  @MixedModel(name = "Slopes", value = "score ~ hour + (hour | user) + (1 | film)")
  @MixedModel(name = "Nested", value = "score ~ hour + (1 | user/film)")
  record Rating(double score, double hour, Genre genre, String user, int film) {}

  private static final List<Rating> ROWS = rows(6000, 500, 300);

  private static final IterativeFitTest_RatingModel.Fit EXACT =
      IterativeFitTest_RatingModel.fit(ROWS);

  private static final IterativeFitTest_RatingModel.Fit FIT =
      IterativeFitTest_RatingModel.fitting().algorithm(Algorithm.ITERATIVE).fit(ROWS);

  private static List<Rating> rows(int rows, int users, int films) {
    Random random = new Random(4);
    double[] ofUsers = random.doubles(users, -1, 1).toArray();
    double[] ofFilms = random.doubles(films, -1, 1).toArray();
    List<Rating> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int user = random.nextInt(users);
      int film = (int) (films * Math.pow(random.nextDouble(), 2));
      double hour = random.nextInt(24);
      double score = 3 + 0.02 * hour + ofUsers[user] + ofFilms[film] + random.nextGaussian();
      all.add(new Rating(score, hour, Genre.values()[film % 3], "u" + user, film + 1));
    }
    return all;
  }

  @Test
  void estimatesAreThoseOfAnExactFitToTheirErrors() {
    Map<String, Double> errors = FIT.monteCarloErrors();
    assertThat(errors.keySet())
        .containsExactly(
            "sd_(Intercept)|user",
            "sd_(Intercept)|film",
            "sigma",
            "(Intercept)",
            "hour",
            "genreCOMEDY",
            "genreCRIME");
    assertThat(FIT.sigma()).isCloseTo(EXACT.sigma(), within(4 * errors.get("sigma") + 1e-6));
    for (int c = 0; c < 2; c++) {
      double error = errors.get("sd_(Intercept)|" + (c == 0 ? "user" : "film"));
      assertThat(FIT.varianceComponents().get(c).standardDeviation())
          .isCloseTo(
              EXACT.varianceComponents().get(c).standardDeviation(), within(4 * error + 1e-5));
    }
    for (int c = 0; c < 4; c++) {
      var ours = FIT.coefficients().get(c);
      var exact = EXACT.coefficients().get(c);
      double error = errors.get(ours.name());
      assertThat(ours.estimate()).isCloseTo(exact.estimate(), within(4 * error + 1e-6));
      assertThat(ours.standardError()).isCloseTo(exact.standardError(), within(1e-4));
      assertThat(ours.df()).isInfinite();
    }
  }

  @Test
  void answersWhatNeedsNoFactor() {
    assertThat(FIT.predict(ROWS.get(7))).isCloseTo(EXACT.predict(ROWS.get(7)), within(1e-3));
    ConditionalModes users = FIT.conditionalModes("user");
    ConditionalModes exact = EXACT.conditionalModes("user");
    for (int level : new int[] {0, 3, 499}) {
      assertThat(users.mode(level, 0)).isCloseTo(exact.mode(level, 0), within(1e-3));
      assertThat(users.standardDeviation(level, 0))
          .isCloseTo(exact.standardDeviation(level, 0), within(1e-3));
    }
    assertThat(users.toString()).contains("cond. SD");
    assertThatThrownBy(() -> users.correlation(0, 1))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "user has the effects [(Intercept)] for each level, and none at 1; they are counted from"
                + " 0");
    assertThat(FIT.anova().toString()).contains("genre");
    assertThat(FIT.means("genre").toString()).contains("COMEDY");
    assertThat(FIT.principalComponents()).hasSize(2);
    assertThat(FIT.varianceInflation()).hasSameSizeAs(EXACT.varianceInflation());
    assertThat(FIT.simulate(ROWS, 1)).hasSize(ROWS.size());
    assertThat(FIT.degreesOfFreedom()).isEqualTo(EXACT.degreesOfFreedom());
    assertThat(FIT.isSingular()).isFalse();
  }

  /** Scorers need no criterion; fits cannot be saved without one. */
  @Test
  void itsScorerPredictsTheSame() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FIT.saveScorer(bytes);
    Scorer<Rating> scorer =
        IterativeFitTest_RatingModel.loadScorer(new ByteArrayInputStream(bytes.toByteArray()));

    for (Rating row : ROWS.subList(0, 20)) {
      assertThat(scorer.predict(row)).isCloseTo(FIT.predict(row), within(1e-13));
    }
  }

  /** At the variances of a fit of the same rows, exact or not, there is less to search. */
  @Test
  void startsFromAnotherFit() {
    int usual = evaluations(IterativeFitTest_RatingModel.fitting());
    for (IterativeFitTest_RatingModel.Fit similar : List.of(FIT, EXACT)) {
      assertThat(evaluations(IterativeFitTest_RatingModel.fitting().startingFrom(similar)))
          .isLessThan(usual);
    }
    var exact = IterativeFitTest_RatingModel.fitting().startingFrom(FIT).fit(ROWS);
    assertThat(exact.criterion()).isCloseTo(EXACT.criterion(), within(1e-7));
  }

  private static int evaluations(Fitting<Rating, IterativeFitTest_RatingModel.Fit> choices) {
    AtomicInteger evaluations = new AtomicInteger();
    var fit =
        choices
            .algorithm(Algorithm.ITERATIVE)
            .progress((theta, value) -> evaluations.incrementAndGet())
            .fit(ROWS);
    double error = FIT.monteCarloErrors().get("sigma");
    assertThat(fit.sigma()).isCloseTo(FIT.sigma(), within(error + 1e-5));
    return evaluations.get();
  }

  @Test
  void printsItsErrorsBesideTheEstimates() {
    assertThat(FIT.toString())
        .contains("Fitted by iterations, without a factorisation")
        .contains("columns of random signs")
        .contains("No criterion is computed")
        .contains("z value")
        .doesNotContain("NaN");
    assertThat(FIT.toString().lines().filter(line -> line.contains("MC error"))).hasSize(3);
    assertThat(FIT.summary(0.9)).contains("MC error");
    assertThat(EXACT.toString()).doesNotContain("MC error");
    assertThat(FIT.toJson()).contains("\"monteCarloErrors\"").contains("ITERATIVE");
    assertThat(EXACT.toJson()).doesNotContain("monteCarloErrors");
  }

  @Test
  void hasNoCriterion() {
    assertThat(FIT.criterion()).isNaN();
    assertThat(FIT.aic()).isNaN();
    assertThat(FIT.algorithm()).isEqualTo(Algorithm.ITERATIVE);
    assertThat(EXACT.algorithm()).isEqualTo(Algorithm.EXACT);
    assertThat(EXACT.monteCarloErrors()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> refusesByName() {
    Map<String, ThrowingCallable> questions = new LinkedHashMap<>();
    questions.put("anova(fit)", () -> FIT.anova(EXACT));
    questions.put("anova(fit) ", () -> Model.compare(EXACT, FIT));
    questions.put("drop1()", FIT::drop1);
    questions.put("ranova()", FIT::ranova);
    questions.put("without(term)", () -> FIT.without("hour"));
    questions.put("varianceIntervals(level)", () -> FIT.varianceIntervals(0.95));
    questions.put("profile()", FIT::profile);
    questions.put("bootstrap()", FIT::bootstrap);
    questions.put("bootstrap(rows)", () -> FIT.bootstrap(ROWS));
    questions.put("prediction()", FIT::prediction);
    questions.put("diagnostics(rows)", () -> FIT.diagnostics(ROWS));
    questions.put("influence(group, rows)", () -> FIT.influence("user", ROWS));
    questions.put(
        "robust(rows, method, cluster)", () -> FIT.robust(ROWS, RobustMethod.CR1, "user"));
    questions.put("effectiveDegreesOfFreedom()", FIT::effectiveDegreesOfFreedom);
    questions.put("rSquared()", FIT::rSquared);
    questions.put("intraclassCorrelation()", FIT::intraclassCorrelation);
    questions.put("conditionalAic()", FIT::conditionalAic);
    questions.put("save(file)", () -> FIT.save(OutputStream.nullOutputStream()));
    return questions.entrySet().stream()
        .map(
            question ->
                DynamicTest.dynamicTest(
                    question.getKey(),
                    () ->
                        assertThatThrownBy(question.getValue())
                            .isInstanceOf(BlupException.class)
                            .hasMessageContaining("Rating")
                            .hasMessageContaining(question.getKey().strip())
                            .hasMessageContaining("algorithm(EXACT)")));
  }

  @Test
  void errorsOfPredictedEffectsAreRefused() {
    assertThatThrownBy(() -> FIT.conditionalModes("film").standardError(0, 0))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("algorithm(EXACT)");
  }

  @Test
  void modelsThatIterationsCannotFitAreRefused() {
    assertThatThrownBy(
            () -> IterativeFitTest_SlopesModel.fitting().algorithm(Algorithm.ITERATIVE).fit(ROWS))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("more than one effect a level")
        .hasMessageContaining("algorithm(ITERATIVE)");
    assertThatThrownBy(
            () -> IterativeFitTest_NestedModel.fitting().algorithm(Algorithm.ITERATIVE).fit(ROWS))
        .hasMessageContaining("no grouping factors cross");
    assertThatThrownBy(
            () ->
                IterativeFitTest_RatingModel.fitting()
                    .algorithm(Algorithm.ITERATIVE)
                    .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
                    .fit(ROWS))
        .hasMessageContaining("Kenward and Roger");
  }

  /** Of 2,500 levels that cross 2,600 the factor takes more than this heap, and iterations less. */
  @Test
  void takesItsPlaceWhereMemoryIsTooSmallAndSaysSo() throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                IterativeFitTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(printed)
        .contains(
            "Fitted by iterations, without a factorisation, because an exact fit would need about")
        .contains("refused: Rating: this fit needs about");
  }

  /** Fits more levels than the heap has room for; the process that is started. */
  public static void main(String[] arguments) {
    List<Rating> rows = rows(30_000, 2600, 2500);
    System.out.println(IterativeFitTest_RatingModel.fit(rows));
    try {
      IterativeFitTest_RatingModel.fitting().algorithm(Algorithm.EXACT).fit(rows);
    } catch (ModelTooLargeException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  @Test
  void maximumLikelihoodAndRefitsKeepTheAlgorithm() {
    var ml =
        IterativeFitTest_RatingModel.fitting()
            .algorithm(Algorithm.ITERATIVE)
            .criterion(Criterion.ML)
            .fit(ROWS);
    var exact = IterativeFitTest_RatingModel.fitting().criterion(Criterion.ML).fit(ROWS);
    assertThat(ml.sigma()).isCloseTo(exact.sigma(), within(1e-4));
    assertThat(ml.toString()).startsWith("Linear mixed model fit by maximum likelihood");
    double[] responses = ml.simulate(ROWS, 3);
    assertThat(ml.refit(ROWS, responses).algorithm()).isEqualTo(Algorithm.ITERATIVE);
  }
}
