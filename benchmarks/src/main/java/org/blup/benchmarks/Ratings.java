package org.blup.benchmarks;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.blup.MixedModel;

/**
 * Made-up ratings of MovieLens's shape, user by user, the same at each reading: {@code rating = 3.5
 * + a_user + b_film + e}, with standard deviations 0.45, 0.5 and 0.85. Nobody rates a film twice.
 *
 * <p>How many ratings a user gives follows a power law from 20 on, of mean 159; how often films are
 * drawn follows one of Zipf and Mandelbrot, {@code (rank + 800)^−2.3} of 84,432 films: as in the 32
 * million ratings of MovieLens, a third or so of the films has at least 20 of them. Fewer ratings
 * are those of fewer users.
 */
final class Ratings implements Iterable<Ratings.Rating> {

  /** All films there are. */
  static final int FILMS = 84_432;

  private static final int FEWEST = 20;
  private static final int MOST = 5_000;
  private static final double EXPONENT_OF_USERS = 0.92;
  private static final double EXPONENT_OF_FILMS = 2.3;
  private static final double SHIFT = 800;
  private static final long SEED = 20_261_129;

  /** A rating. */
  @MixedModel("rating ~ 1 + (1 | user) + (1 | film)")
  record Rating(double rating, int user, int film) {}

  private final long rows;

  /** For each rank the share of draws at or above it. */
  private final double[] cumulative = new double[FILMS];

  private final double[] ofFilms;

  Ratings(long rows) {
    this.rows = rows;
    double sum = 0;
    for (int f = 0; f < FILMS; f++) {
      sum += Math.pow(f + 1 + SHIFT, -EXPONENT_OF_FILMS);
      cumulative[f] = sum;
    }
    for (int f = 0; f < FILMS; f++) {
      cumulative[f] /= sum;
    }
    ofFilms = new Numbers(SEED).bells(FILMS, 0.5);
  }

  @Override
  public Iterator<Rating> iterator() {
    return new Drawing();
  }

  private final class Drawing implements Iterator<Rating> {

    private final Numbers numbers = new Numbers(~SEED);
    private final BitSet rated = new BitSet(FILMS);
    private long left = rows;
    private int user;
    private int leftOfUser;
    private double ofUser;

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Rating next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      if (leftOfUser == 0) {
        user++;
        rated.clear();
        ofUser = 0.45 * numbers.bell();
        double count = FEWEST * Math.pow(1 - numbers.uniform(), -1 / EXPONENT_OF_USERS);
        leftOfUser = (int) Math.min(MOST, count);
      }
      left--;
      leftOfUser--;
      int film = film();
      double rating = 3.5 + ofUser + ofFilms[film] + 0.85 * numbers.bell();
      return new Rating(rating, user, film + 1);
    }

    private int film() {
      while (true) {
        int at = Arrays.binarySearch(cumulative, numbers.uniform());
        int film = Math.min(FILMS - 1, at >= 0 ? at : -at - 1);
        if (!rated.get(film)) {
          rated.set(film);
          return film;
        }
      }
    }
  }
}
