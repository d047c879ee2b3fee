package org.blup.reml;

import java.util.ArrayList;
import java.util.List;
import org.blup.design.NormalEquations;
import org.blup.design.NormalEquations.Group;

/**
 * Another response in the same equations: only {@code ZᵀWy}, {@code XᵀWy} and {@code yᵀWy} change,
 * the last numbers of the border's rows. Equations that share everything else have a border of
 * their own for them.
 */
final class Responses {

  private Responses() {}

  /** The same equations, with a border that may be written to. */
  static NormalEquations own(NormalEquations equations) {
    List<Group> groups = new ArrayList<>();
    for (Group group : equations.groups()) {
      groups.add(new Group(group.levels(), group.size(), group.border().clone()));
    }
    return new NormalEquations(
        equations.rows(),
        equations.sumLogWeights(),
        equations.columns(),
        equations.border().clone(),
        groups,
        equations.terms(),
        equations.blocks());
  }

  /** Puts a response in the place of y. */
  static void write(NormalEquations equations, Response response) {
    int p = equations.columns();
    int width = p + 1;
    for (int g = 0; g < response.random().length; g++) {
      double[] border = equations.groups().get(g).border();
      double[] products = response.random()[g];
      for (int i = 0; i < products.length; i++) {
        border[i * width + p] = products[i];
      }
    }
    double[] border = equations.border();
    for (int c = 0; c < p; c++) {
      border[c * width + p] = response.fixed()[c];
      border[p * width + c] = response.fixed()[c];
    }
    border[p * width + p] = response.square()[0];
  }
}
