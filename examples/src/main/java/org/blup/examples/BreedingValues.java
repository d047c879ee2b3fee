package org.blup.examples;

import java.util.Comparator;
import java.util.List;
import org.blup.MixedModel;
import org.blup.data.CsvReading;
import org.blup.data.RecordColumns;
import org.blup.design.Relationship;
import org.blup.model.MissingValues;
import org.blup.model.fit.ConditionalModes;

/**
 * How heritable is birth weight, and which animals pass it on? An animal model: the additive
 * genetic effects of a pedigree covary by how related animals are. Animals that nobody weighed are
 * predicted from their relatives. The gryphons are simulated, from Wilson et al. (2010), An
 * ecologist's guide to the animal model, Journal of Animal Ecology 79:13–26 (CC BY 4.0).
 */
public final class BreedingValues {

  /** A gryphon and its weight at birth; NaN if it was not weighed. */
  @MixedModel("bwt ~ factor(sex) + (1 | related(animal))")
  record Gryphon(double bwt, int sex, String animal) {}

  /** A gryphon and its parents; empty where unknown. */
  record Entry(String animal, String father, String mother) {}

  private BreedingValues() {}

  /** How the herdbook is read: it is no model's, so its columns are named here. */
  private static CsvReading<Entry> herdbook() {
    return CsvReading.of(
        RecordColumns.of(
            "Entry",
            cells -> new Entry(cells.text(0), cells.text(1), cells.text(2)),
            "id",
            "father",
            "mother"));
  }

  /** Fits the model; prints it, the heritability and the best animals. */
  public static void main(String[] args) {
    List<Entry> herdbook = Resources.read(herdbook(), "gryphon_pedigree.csv");
    List<Gryphon> rows = Resources.read(BreedingValues_GryphonModel.csv(), "gryphon.csv");

    Relationship pedigree =
        Relationship.pedigree(herdbook, Entry::animal, Entry::father, Entry::mother);
    BreedingValues_GryphonModel.Fit fit =
        BreedingValues_GryphonModel.fitting(pedigree).missing(MissingValues.OMIT).fit(rows);
    System.out.println(fit);

    double additive = fit.animal().covariance().intercept().variance();
    System.out.printf("Heritability: %.3f%n", additive / (additive + fit.sigma() * fit.sigma()));

    ConditionalModes values = fit.conditionalModes("related(animal)");
    System.out.printf("%nanimal  breeding value  standard error  reliability%n");
    values.levels().stream()
        .sorted(Comparator.comparingDouble(animal -> -values.mode(values.position(animal), 0)))
        .limit(5)
        .forEach(
            animal -> {
              int level = values.position(animal);
              System.out.printf(
                  "%-6s  %14.3f  %14.3f  %11.3f%n",
                  animal,
                  values.mode(level, 0),
                  values.standardError(level, 0),
                  1 - values.shrinkage(level, 0));
            });
  }
}
