package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.exception.ModelTooLargeException;
import org.blup.model.MixedFit;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.Test;

/**
 * In whatever heap, a question is answered as in a large one or refused by name, and the fit can be
 * asked on; each heap is that of a process of its own.
 */
class SmallHeapQuestionsTest {

  /** Megabytes: hardly a fit, a fit and few questions, most of them, all. */
  private static final int[] HEAPS = {9, 12, 16, 200};

  private static final int ROWS = 1500;

  @MixedModel("y ~ f + (1 | g)")
  record Row(double y, String f, int g) {}

  /** 120 parameters, whose second derivatives take more than 10 MB. */
  @MixedModel("y ~ 1 + residual(us(visit | g))")
  record Visit(double y, String visit, int g) {}

  @Test
  void everyQuestionIsAnsweredOrSaidToNeedMoreMemory() throws Exception {
    Map<String, String> expected = ends(HEAPS[HEAPS.length - 1]);
    assertThat(expected).hasSizeGreaterThan(15);
    assertThat(expected.values()).allMatch(end -> end.startsWith("answered"));
    boolean refused = false;
    for (int heap : HEAPS) {
      for (Map.Entry<String, String> end : ends(heap).entrySet()) {
        refused |= end.getValue().startsWith("refused") && !end.getKey().equals("fit");
        assertThat(end.getValue())
            .as("%s in %s MB", end.getKey(), heap)
            .satisfiesAnyOf(
                value -> assertThat(value).isEqualTo(expected.get(end.getKey())),
                value -> assertThat(value).startsWith("refused").contains("MB"));
      }
    }
    assertThat(refused).isTrue();
  }

  private static Map<String, String> ends(int heap) throws IOException, InterruptedException {
    String output =
        SmallHeapProcess.printed(SmallHeapQuestionsTest.class, heap, "-XX:TieredStopAtLevel=1");
    Map<String, String> ends = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      String[] parts = line.split(": ", 2);
      ends.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return ends;
  }

  /** Asks everything; the process that is started. */
  public static void main(String[] arguments) {
    SmallHeapQuestionsTest_RowModel.Fit fit;
    try {
      fit = SmallHeapQuestionsTest_RowModel.fit(rows());
    } catch (ModelTooLargeException e) {
      System.out.println("fit: refused " + e.getMessage());
      return;
    }
    print("summary", () -> firstLine(fit));
    print("design", () -> SmallHeapQuestionsTest_RowModel.design(rows()).y().get(9));
    print("modes", () -> fit.conditionalModes("g").standardError(3, 0));
    print("conditional variances", () -> fit.conditionalModes("g").standardDeviation(3, 0));
    print("simulate", () -> fit.simulate(rows(), 1)[7]);
    print("coefficients", () -> fit.g().coefficients().size());
    print("predict", () -> fit.predict(row(0)));
    print("test", () -> fit.coefficients().get(3).pValue());
    print("anova", () -> fit.anova().toString());
    print("prediction", () -> fit.prediction().predictionInterval(row(0), 0.95));
    print("theta", () -> fit.prediction().withThetaUncertainty().standardError(row(0)));
    print("means", () -> fit.means("f").contrast("first two", Map.of("f0", -1, "f1", 1)).pValue());
    print("diagnostics", () -> fit.diagnostics(rows()).hatValue(5));
    print("influence", () -> fit.influence("g", rows()).toString());
    print("variances", () -> fit.varianceIntervals(0.95).toString());
    print("conditional AIC", () -> fit.conditionalAic().toString());
    print("R squared", () -> fit.rSquared().toString());
    print("inflation", () -> fit.varianceInflation().toString());
    print("covariance", () -> fit.coefficientCovariance().get(4, 4));
    print("Kenward-Roger", SmallHeapQuestionsTest::kenwardRoger);
    print("bootstrap", () -> fit.bootstrap().replicates(2).threads(2).run().replicates("sigma")[1]);
    print("profile", () -> fit.profile().sigma().interval(0.95));
    print("predict again", () -> fit.predict(row(0)));
    print("summary of visits", () -> firstLine(SmallHeapQuestionsTest_VisitModel.fit(visits())));
  }

  /** A fit is printed in whatever heap holds it, without tests where those need more. */
  private static String firstLine(MixedFit<?> fit) {
    try {
      return fit.toString().lines().findFirst().orElseThrow();
    } catch (ModelTooLargeException e) {
      return "not printed: " + e.getMessage();
    }
  }

  private static Stream<Visit> visits() {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, ROWS)
        .mapToObj(i -> new Visit(i % 15 * 0.1 + random.nextDouble(), "v" + i % 15, i / 15));
  }

  private static double kenwardRoger() {
    return SmallHeapQuestionsTest_RowModel.fitting()
        .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
        .fit(rows())
        .coefficients()
        .get(1)
        .pValue();
  }

  private static void print(String question, Supplier<Object> answer) {
    try {
      System.out.println(question + ": answered " + answer.get().hashCode());
    } catch (ModelTooLargeException e) {
      System.out.println(question + ": refused " + e.getMessage());
    } catch (OutOfMemoryError e) {
      System.out.println(question + ": out of memory " + e);
    }
  }

  /** None of them is kept. */
  private static Iterable<Row> rows() {
    return () -> {
      Iterator<Integer> numbers = IntStream.range(0, ROWS).iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return numbers.hasNext();
        }

        @Override
        public Row next() {
          return row(numbers.next());
        }
      };
    };
  }

  private static Row row(int i) {
    SplittableRandom random = new SplittableRandom(i);
    int f = random.nextInt(130);
    int g = random.nextInt(40);
    return new Row(f % 7 + g % 5 + 3 * random.nextDouble(), "f" + f, g);
  }
}
