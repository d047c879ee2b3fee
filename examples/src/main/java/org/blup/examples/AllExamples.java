package org.blup.examples;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Runs every example, one after the other. */
public final class AllExamples {

  /** A program. */
  @FunctionalInterface
  interface Example {
    void main(String[] args) throws IOException;
  }

  private AllExamples() {}

  /** All examples by the names of their classes. */
  static Map<String, Example> all() {
    Map<String, Example> all = new TreeMap<>();
    all.put("Bioequivalence", Bioequivalence::main);
    all.put("BreedingValues", BreedingValues::main);
    all.put("ClassSizes", ClassSizes::main);
    all.put("Dropouts", Dropouts::main);
    all.put("EverydayModels", EverydayModels::main);
    all.put("MillionRows", MillionRows::main);
    all.put("ModelComparison", ModelComparison::main);
    all.put("Oats", Oats::main);
    all.put("Pastes", Pastes::main);
    all.put("Penicillin", Penicillin::main);
    all.put("RemlAndAnova", RemlAndAnova::main);
    all.put("RepeatedMeasures", RepeatedMeasures::main);
    all.put("Shrinkage", Shrinkage::main);
    all.put("SleepStudy", SleepStudy::main);
    all.put("Trial", Trial::main);
    return all;
  }

  /** Prints what each of them prints. */
  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, Example> example : all().entrySet()) {
      System.out.printf("%n--- %s%n%n", example.getKey());
      example.getValue().main(args);
    }
  }
}
