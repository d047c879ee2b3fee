package org.blup.internal.model.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.RowResiduals.Place;
import org.blup.model.diagnostics.ResidualLag;

/** The residuals of a second pass by subject, where those of a subject covary. */
final class SubjectResiduals {

  /** Distances that are always looked at. */
  private static final int SHORT = 10;

  private record Entry(int row, Place place) {}

  private final RowResiduals covariance;
  private final double sigma;
  private final Map<Integer, List<Entry>> subjects = new LinkedHashMap<>();

  SubjectResiduals(RowResiduals covariance, double sigma) {
    this.covariance = covariance;
    this.sigma = sigma;
  }

  /** Adds a row, unless its residual is independent of all others. */
  void add(int row, Place place) {
    if (place.subject() >= 0) {
      subjects
          .computeIfAbsent(place.subject(), unused -> new ArrayList<>())
          .add(new Entry(row, place));
    }
  }

  /** These with the rows of each subject in the order of their positions; absent if none are. */
  Optional<SubjectResiduals> completed() {
    Comparator<Entry> byPosition = Comparator.comparing(entry -> entry.place().position());
    subjects.values().forEach(rows -> rows.sort(byPosition));
    return subjects.isEmpty() ? Optional.empty() : Optional.of(this);
  }

  /** {@code L⁻¹e} of each subject, {@code σ²R = LLᵀ} of its rows in the order of positions. */
  double[] normalised(double[] residuals) {
    double[] normalised = residuals.clone();
    for (List<Entry> rows : subjects.values()) {
      double[] own = rows.stream().mapToDouble(entry -> residuals[entry.row()] / sigma).toArray();
      covariance.whiten(rows.stream().map(Entry::place).toList(), own);
      for (int s = 0; s < own.length; s++) {
        normalised[rows.get(s).row()] = own[s];
      }
    }
    return normalised;
  }

  /** Sums over the pairs of a distance. */
  private static final class Lag {

    long pairs;
    double squares;
    double products;
  }

  /**
   * By distance in the order of positions, of residuals of one scale: up to ten times the decimal
   * logarithm of the longest subject's rows; none where positions are numbers.
   */
  List<ResidualLag> lags(double[] residuals) {
    if (!covariance.isByPosition()) {
      return List.of();
    }
    Map<Integer, Lag> sums = new TreeMap<>();
    int longest = subjects.values().stream().mapToInt(List::size).max().orElse(1);
    double most = Math.max(SHORT, 10 * Math.log10(longest));
    double squares = 0;
    long count = 0;
    for (List<Entry> rows : subjects.values()) {
      for (int s = 0; s < rows.size(); s++) {
        double own = residuals[rows.get(s).row()];
        squares += own * own;
        count++;
        for (int t = s - 1; t >= 0; t--) {
          double exact = rows.get(s).place().position() - rows.get(t).place().position();
          if (exact > most) {
            break;
          }
          int distance = (int) exact;
          Lag lag = sums.computeIfAbsent(distance, unused -> new Lag());
          double other = residuals[rows.get(t).row()];
          lag.pairs++;
          lag.squares += (own - other) * (own - other);
          lag.products += own * other;
        }
      }
    }
    double mean = squares / count;
    List<ResidualLag> lags = new ArrayList<>();
    sums.forEach(
        (distance, lag) -> {
          double semivariance = lag.squares / lag.pairs / 2;
          double correlation = lag.products / lag.pairs / mean;
          lags.add(new ResidualLag(distance, lag.pairs, semivariance, correlation));
        });
    return lags;
  }
}
