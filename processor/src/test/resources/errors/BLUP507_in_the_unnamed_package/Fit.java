import org.blup.MixedModel;

@MixedModel("heartRate ~ minutes + (1 | athlete)")
record Fit(double heartRate, double minutes, String athlete) {
  static double slope(Iterable<Fit> rows) {
    return FitModel.fit(rows).fixed().minutes().estimate();
  }
}
