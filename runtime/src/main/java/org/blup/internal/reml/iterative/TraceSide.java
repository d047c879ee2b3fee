package org.blup.internal.reml.iterative;

/** A column z of {@link SampledScore}, and what it says of the traces over each group. */
final class TraceSide implements RightSide {

  private static final int WIDTH = Incidence.WIDTH;

  private final CrossedEquations equations;
  private final Probes probes;
  private final int number;
  private final double[] traces;

  /**
   * A column.
   *
   * @param traces takes what it says of each group
   */
  TraceSide(CrossedEquations equations, Probes probes, int number, double[] traces) {
    this.equations = equations;
    this.probes = probes;
    this.number = number;
    this.traces = traces;
  }

  private double[] column() {
    return probes.column(number, equations.eliminatedNodes(), equations.nodes());
  }

  @Override
  public void write(double[] b, int at) {
    double[] z = column();
    for (int i = 0; i < z.length; i++) {
      b[i * WIDTH + at] = z[i];
    }
  }

  @Override
  public void read(double[] x, double[] spread, int at) {
    double[] z = column();
    for (int g = 0; g < traces.length; g++) {
      for (int i = equations.start[g]; i < equations.start[g + 1]; i++) {
        double other = g < equations.eliminated ? spread[i * WIDTH + at] : z[i];
        traces[g] += other * x[i * WIDTH + at];
      }
    }
  }
}
