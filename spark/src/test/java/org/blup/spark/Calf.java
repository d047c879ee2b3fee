package org.blup.spark;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.design.Relationship;
import org.ejml.data.DMatrixRMaj;

/** A row whose group has levels that are related. */
@MixedModel("weight ~ 1 + (1 | related(animal))")
record Calf(double weight, String animal) {

  private static final int ANIMALS = 12;

  static List<Calf> some() {
    Random random = new Random(7);
    double[] values = random.doubles(ANIMALS, -4, 4).toArray();
    return IntStream.range(0, 5 * ANIMALS)
        .mapToObj(
            i -> new Calf(30 + values[i % ANIMALS] + random.nextGaussian(), "a" + i % ANIMALS))
        .toList();
  }

  /** Each animal and the next. */
  static Relationship relationship() {
    DMatrixRMaj covariance = new DMatrixRMaj(ANIMALS, ANIMALS);
    for (int i = 0; i < ANIMALS; i++) {
      for (int j = 0; j < ANIMALS; j++) {
        covariance.set(i, j, Math.pow(0.5, Math.abs(i - j)));
      }
    }
    return Relationship.covariance(
        IntStream.range(0, ANIMALS).mapToObj(i -> "a" + i).toList(), covariance);
  }
}
