package org.blup.internal.reml.setup;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.equations.NormalEquations;

/**
 * A response as the equations see it. The arrays may be written to and used again.
 *
 * @param random for each group {@code ZᵀWy}, levels × size
 * @param fixed {@code XᵀWy}, length p
 * @param square {@code yᵀWy}, alone in an array
 */
public record Response(double[][] random, double[] fixed, double[] square) {

  /** A response whose products are all zero. */
  public static Response zero(NormalEquations equations) {
    double[][] random =
        equations.groups().stream()
            .map(group -> new double[group.levels() * group.size()])
            .toArray(double[][]::new);
    return new Response(random, new double[equations.columns()], new double[1]);
  }

  /** The response of the equations themselves. */
  public static Response of(NormalEquations equations) {
    Response response = zero(equations);
    int p = equations.columns();
    for (int g = 0; g < response.random.length; g++) {
      double[] border = equations.groupBorder(g);
      for (int i = 0; i < response.random[g].length; i++) {
        response.random[g][i] = border[i * (p + 1) + p];
      }
    }
    for (int c = 0; c < p; c++) {
      response.fixed[c] = equations.border()[c * (p + 1) + p];
    }
    response.square[0] = equations.border()[(p + 1) * (p + 1) - 1];
    return response;
  }

  /**
   * Equations that share everything but the response. They keep nothing of this one's arrays.
   *
   * @param equations of the same model
   */
  public NormalEquations in(NormalEquations equations) {
    int p = equations.columns();
    int width = p + 1;
    List<double[]> groupBorders = new ArrayList<>();
    for (int g = 0; g < random.length; g++) {
      double[] border = equations.groupBorder(g).clone();
      for (int i = 0; i < random[g].length; i++) {
        border[i * width + p] = random[g][i];
      }
      groupBorders.add(border);
    }
    double[] border = equations.border().clone();
    for (int c = 0; c < p; c++) {
      border[c * width + p] = fixed[c];
      border[p * width + c] = fixed[c];
    }
    border[p * width + p] = square[0];
    return equations.withBorders(border, groupBorders);
  }
}
