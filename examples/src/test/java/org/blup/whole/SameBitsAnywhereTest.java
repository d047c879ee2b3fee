package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.model.Coefficient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fit and what is asked of it have the same bits in the interpreter, without the optimising
 * compiler, without fused multiplications and wide registers, and from whichever thread.
 */
class SameBitsAnywhereTest {

  private static final int ROWS = 400;

  @MixedModel("log(y) ~ poly(x, 2) * f + (1 + x | g) + (1 | h)")
  record Row(double y, double x, String f, int g, int h) {}

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-UseFMA", "-XX:UseAVX=0"})
  void underOtherSettingsOfTheJvm(String setting) throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+IgnoreUnrecognizedVMOptions",
                setting,
                "-cp",
                System.getProperty("java.class.path"),
                SameBitsAnywhereTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(output).isEqualTo(answers());
  }

  @Test
  void fromWithinParallelStreams() throws Exception {
    String expected = answers();
    List<String> common = IntStream.range(0, 6).parallel().mapToObj(i -> answers()).toList();
    assertThat(common).containsOnly(expected);
    ForkJoinPool pool = new ForkJoinPool(3);
    try {
      Callable<List<String>> inPool =
          () -> IntStream.range(0, 6).parallel().mapToObj(i -> answers()).toList();
      assertThat(pool.submit(inPool).get()).containsOnly(expected);
    } finally {
      pool.shutdown();
    }
  }

  /** Java has them from 21 on. */
  @Test
  void fromVirtualThreads() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21);
    Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    ExecutorService threads = (ExecutorService) factory.invoke(null);
    try {
      List<Future<String>> futures = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        futures.add(threads.submit(SameBitsAnywhereTest::answers));
      }
      String expected = answers();
      for (Future<String> future : futures) {
        assertThat(future.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  /** Prints the answers; the process that is started. */
  public static void main(String[] arguments) {
    System.out.print(answers());
  }

  private static String answers() {
    List<Row> rows = IntStream.range(0, ROWS).mapToObj(SameBitsAnywhereTest::row).toList();
    SameBitsAnywhereTest_RowModel.Fit fit = SameBitsAnywhereTest_RowModel.fit(rows);
    StringBuilder text = new StringBuilder();
    line(text, fit.criterion(), fit.sigma(), fit.predict(rows.get(7)));
    for (Coefficient coefficient : fit.coefficients()) {
      line(text, coefficient.estimate(), coefficient.standardError());
      line(text, coefficient.df(), coefficient.pValue());
    }
    line(text, fit.bootstrap().replicates(4).seed(1).run().replicates("sigma"));
    return text.append(fit).append(fit.anova()).toString();
  }

  private static void line(StringBuilder text, double... values) {
    for (double value : values) {
      text.append(Double.toHexString(value)).append(' ');
    }
    text.append('\n');
  }

  private static Row row(int i) {
    SplittableRandom random = new SplittableRandom(i);
    double x = 3 * random.nextDouble();
    int f = random.nextInt(3);
    int g = random.nextInt(25);
    int h = random.nextInt(12);
    double noise = random.nextDouble() + random.nextDouble() + random.nextDouble();
    double log = 1 + 0.3 * x + 0.2 * f + 0.1 * (g % 5) + 0.2 * x * (g % 3) + 0.3 * (h % 4) + noise;
    return new Row(StrictMath.exp(log), x, "f" + f, g, h);
  }
}
