package org.blup.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param only the ids of the parts to run, all if empty
 * @param lme4 whether lme4 runs too, where it is installed
 * @param slow whether lme4 also runs where it takes a minute or more
 * @param quick fewer repetitions
 * @param jvmArguments for the Java processes that are measured
 */
record Options(
    List<String> only, boolean lme4, boolean slow, boolean quick, List<String> jvmArguments) {

  private static final String USAGE =
      "options: --only ID,ID  --no-r  --slow  --quick  --jvm \"ARGUMENTS\"";

  static Options parse(String[] arguments) {
    List<String> only = new ArrayList<>();
    List<String> jvm = new ArrayList<>();
    boolean lme4 = true;
    boolean slow = false;
    boolean quick = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--only" -> only.addAll(List.of(valueAt(arguments, ++i).split(",")));
        case "--jvm" -> jvm.addAll(List.of(valueAt(arguments, ++i).trim().split("\\s+")));
        case "--no-r" -> lme4 = false;
        case "--slow" -> slow = true;
        case "--quick" -> quick = true;
        default -> throw new IllegalArgumentException("'" + arguments[i] + "'? " + USAGE);
      }
    }
    return new Options(List.copyOf(only), lme4, slow, quick, List.copyOf(jvm));
  }

  private static String valueAt(String[] arguments, int i) {
    if (i == arguments.length) {
      throw new IllegalArgumentException(arguments[i - 1] + " needs a value. " + USAGE);
    }
    return arguments[i];
  }

  boolean wants(String id) {
    return only.isEmpty() || only.contains(id);
  }
}
