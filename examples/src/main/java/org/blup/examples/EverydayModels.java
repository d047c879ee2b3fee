package org.blup.examples;

import java.util.List;
import java.util.stream.Collectors;
import org.blup.MixedModel;
import org.blup.model.MissingValues;

/**
 * The three models that most analyses are: two crossed groups, a slope of each subject's own, and
 * groups within groups.
 */
public final class EverydayModels {

  /** A student's mark for a lecturer (ETH Zürich): {@code service} for those of another study. */
  @MixedModel("y ~ service + (1 | s) + (1 | d)")
  record Rating(double y, boolean service, int s, int d) {}

  /** The distance from pituitary to a fissure, at an age (Potthoff and Roy 1964). */
  @MixedModel("distance ~ age + (age | subject)")
  record Growth(double distance, double age, String subject) {}

  /** A pupil's result in mathematics (Project STAR); {@code ses} is F where lunch is free, or N. */
  @MixedModel("math ~ ses + (1 | sch/tch)")
  record Pupil(double math, String ses, String gr, int sch, int tch) {}

  private EverydayModels() {}

  /** Fits each of them. */
  public static void main(String[] args) {
    List<Rating> ratings = Resources.read(EverydayModels_RatingModel.csv(), "insteval.csv.gz");
    System.out.println(EverydayModels_RatingModel.fit(ratings));

    List<Growth> children = Resources.read(EverydayModels_GrowthModel.csv(), "orthodont.csv");
    System.out.println(EverydayModels_GrowthModel.fit(children));

    List<Pupil> kindergarten =
        Resources.read(EverydayModels_PupilModel.csv(), "star.csv.gz").stream()
            .filter(pupil -> pupil.gr().equals("K"))
            .collect(Collectors.toList());
    System.out.println(
        EverydayModels_PupilModel.fitting().missing(MissingValues.OMIT).fit(kindergarten));
  }
}
