package org.blup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.blup.design.CrossProducts;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.search.Reml;
import org.blup.model.Criterion;
import org.blup.model.Fitting;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;

/**
 * Measures Blup on one case in a process of its own, and prints lines {@code name=value}: the same
 * fit again and again until it is warm, then the median; after that, what the time goes into.
 */
final class BlupRun {

  private final boolean quick;

  private BlupRun(boolean quick) {
    this.quick = quick;
  }

  /** Arguments: the case's id, its file, and {@code --quick} for fewer repetitions. */
  public static void main(String[] arguments) {
    Case<?> found =
        Cases.find(arguments[0])
            .orElseThrow(() -> new IllegalArgumentException("no case " + arguments[0]));
    new BlupRun(arguments.length > 2).run(found, Path.of(arguments[1]));
  }

  private <R> void run(Case<R> c, Path file) {
    List<R> rows = Csv.read(file, c.reader());
    Fitting<R, ? extends MixedFit<R>> fitting =
        c.model().fitting().criterion(c.criterion()).missing(MissingValues.OMIT);
    List<MixedFit<R>> fits = new ArrayList<>();
    print("allocated", HeapUse.allocated(() -> fits.add(fitting.fit(rows))) / 1e6);
    describe(fits.get(0));
    Timing timing = median(() -> fitting.fit(rows));
    print("seconds", timing.seconds());
    print("processor", timing.processorSeconds());
    print("heap", HeapUse.live(() -> fitting.fit(rows)) / 1e6);
    phases(c, rows);
  }

  private static void describe(MixedFit<?> fit) {
    print("rows", fit.rows());
    print("criterion", fit.criterion());
    print("evaluations", fit.evaluations());
    print("predictedGain", fit.predictedGain());
  }

  private <R> void phases(Case<R> c, List<R> rows) {
    print("pass", median(() -> pass(c, rows)).seconds());
    CrossProducts<R> crossProducts = pass(c, rows);
    print("observe", median(() -> DesignAssembly.observe(crossProducts, true)).seconds());
    NormalEquations equations = DesignAssembly.observe(crossProducts, true).equations();
    boolean reml = c.criterion() == Criterion.REML;
    PhaseProfile profile =
        PhaseProfile.of(() -> Reml.solve(equations, reml, (theta, value) -> {}), quick ? 1 : 4);
    print("solve", profile.seconds());
    profile.phases().forEach(BlupRun::print);
    System.out.println("methods=" + hottest(profile));
    FactorWork work = new FactorWork(equations);
    print("operations", work.operations());
    TailRate tail = new TailRate(work.factor());
    print("tail", tail.columns());
    print("tailRate", tail.operationsPerSecond(Timing::processorNanoseconds));
    print("multiplication", KernelRate.operationsPerSecond());
    System.out.println("kernels=" + KernelRate.kernels());
  }

  private static String hottest(PhaseProfile profile) {
    return profile.methods().entrySet().stream()
        .limit(6)
        .map(e -> "%s %.0f %%".formatted(e.getKey(), 100 * e.getValue() / profile.seconds()))
        .collect(Collectors.joining(", "));
  }

  private static <R> CrossProducts<R> pass(Case<R> c, List<R> rows) {
    CrossProducts<R> crossProducts = c.model().crossProducts();
    for (R row : rows) {
      crossProducts.add(row);
    }
    return crossProducts;
  }

  private Timing median(Runnable work) {
    return Timing.median(work, quick ? 0.3 : 2);
  }

  private static void print(String name, double value) {
    System.out.printf(Locale.ROOT, "%s=%.17g%n", name, value);
  }
}
