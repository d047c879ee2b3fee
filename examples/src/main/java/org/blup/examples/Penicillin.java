package org.blup.examples;

import java.util.List;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;
import org.blup.model.bootstrap.BootstrapInterval;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.fit.Interval;
import org.blup.model.prediction.UnknownLevels;
import org.blup.model.profile.Profile;

/**
 * How much of an assay's variation is the plate's, how much the sample's, how much chance? Six
 * samples of penicillin, each on 24 plates (Davies and Goldsmith 1972). Nothing but variances is
 * asked for: how large they are, how sure that is, and what they mean for the next plate.
 */
public final class Penicillin {

  /** The diameter in millimetres of the zone that a sample kept free of bacteria on a plate. */
  @MixedModel
  record Zone(@Response double diameter, @Random String plate, @Random String sample) {}

  private Penicillin() {}

  /** Fits the model and prints what is known of its variances. */
  public static void main(String[] args) {
    List<Zone> rows = Resources.read(Penicillin_ZoneModel.csv(), "penicillin.csv");

    Penicillin_ZoneModel.Fit fit = Penicillin_ZoneModel.fit(rows);
    System.out.println(fit);
    System.out.println(fit.ranova());

    Profile profile = fit.profile();
    BootstrapResult bootstrap = fit.bootstrap().replicates(10_000).seed(1).run();
    for (String name : List.of("sd_(Intercept)|plate", "sd_(Intercept)|sample", "sigma")) {
      print(name + ", by profile", profile.parameter(name).interval(0.95));
      print("  by bootstrap", bootstrap.interval(name, 0.95, BootstrapInterval.PERCENTILE));
    }

    Zone next = new Zone(0, "a new plate", "B");
    print(
        "sample B on a new plate",
        fit.prediction()
            .unknownLevels(UnknownLevels.POPULATION_MEAN)
            .predictionInterval(next, 0.95));
  }

  private static void print(String what, Interval interval) {
    System.out.printf("%-34s %.3f to %.3f mm%n", what, interval.lower(), interval.upper());
  }
}
