package org.blup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits the same files with Blup and with lme4, one after the other, and prints what both took, the
 * ratio, and where Blup's time went. Each fit runs in a process of its own.
 */
public final class SideBySide {

  private static final String COLD = "sleepstudy-cold";
  private static final String SCALING = "scaling";

  private final Options options;
  private final Optional<Lme4> lme4;
  private final List<String> skipped = new ArrayList<>();

  private SideBySide(Options options) {
    this.options = options;
    lme4 = options.lme4() ? Lme4.find() : Optional.empty();
  }

  /** See {@code benchmarks/README.md} for the options. */
  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.parse(arguments);
      checkIds(options);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return;
    }
    new SideBySide(options).run();
  }

  private static void checkIds(Options options) {
    List<String> ids = new ArrayList<>(Cases.ALL.stream().map(Case::id).toList());
    ids.addAll(List.of(COLD, SCALING));
    for (String id : options.only()) {
      if (!ids.contains(id)) {
        throw new IllegalArgumentException("no case '" + id + "'. There are: " + ids);
      }
    }
  }

  private void run() {
    System.out.println(Machine.describe());
    System.out.println(lme4.map(Lme4::describe).orElse("Without lme4."));
    if (!options.jvmArguments().isEmpty()) {
      System.out.println("Java arguments: " + String.join(" ", options.jvmArguments()));
    }
    System.out.println();
    if (Cases.ALL.stream().anyMatch(c -> options.wants(c.id()))) {
      System.out.println(fits());
    }
    if (options.wants(COLD)) {
      cold();
    }
    if (options.wants(SCALING)) {
      progress(SCALING);
      List<String> quick = options.quick() ? List.of("--quick") : List.of();
      Measurements.run(
          JavaCommand.of(options.jvmArguments(), ScalingRun.class, quick), System.out::println);
      System.out.println();
    }
    skipped.forEach(System.out::println);
  }

  private FitTables fits() {
    FitTables tables = new FitTables();
    for (Case<?> c : Cases.ALL) {
      if (!options.wants(c.id())) {
        continue;
      }
      progress(c.id());
      Optional<Path> file = c.file().get();
      if (file.isEmpty()) {
        skipped.add(c.id() + " is skipped: its file is not on this machine");
        continue;
      }
      Measurements blup = blup(c, file.get());
      Measurements other = lme4(c, file.get());
      tables.add(c.id(), blup, other);
      System.err.println(
          "  Blup " + blup.cell("seconds", "%.4f s") + ", lme4 " + other.cell("seconds", "%.3f s"));
    }
    return tables;
  }

  private Measurements blup(Case<?> c, Path file) {
    List<String> arguments = new ArrayList<>(List.of(c.id(), file.toString()));
    if (options.quick()) {
      arguments.add("--quick");
    }
    return Measurements.of(JavaCommand.of(options.jvmArguments(), BlupRun.class, arguments));
  }

  private Measurements lme4(Case<?> c, Path file) {
    if (lme4.isEmpty()) {
      return Measurements.none();
    }
    if (c.slow() && !options.slow()) {
      skipped.add(c.id() + ": lme4 takes a minute or more and runs only with --slow");
      return Measurements.none();
    }
    return lme4.get().fit(c, file, options.quick() ? 1 : 3);
  }

  private void cold() {
    progress(COLD);
    Optional<Path> file = Checkout.referenceData("sleepstudy.csv");
    if (file.isEmpty()) {
      skipped.add(COLD + " is skipped: its file is not on this machine");
      return;
    }
    System.out.println(new ColdStart(file.get(), options, lme4.isPresent()).table());
  }

  private static void progress(String id) {
    System.err.println("… " + id);
  }
}
