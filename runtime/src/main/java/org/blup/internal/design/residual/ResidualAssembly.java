package org.blup.internal.design.residual;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.design.CrossProducts;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.Visits;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.RowStore;
import org.blup.internal.design.structure.ResidualTerm;

/** Makes the sums of a model's residual covariance from the rows that the pass has kept. */
public final class ResidualAssembly {

  private final ObservedDesign design;
  private final SubjectRows subjects;
  private final CodedRows coded;

  private ResidualAssembly(ObservedDesign design, ResidualTerm term, RowStore rows) {
    this.design = design;
    subjects = new SubjectRows(design, term, rows);
    coded = new CodedRows(design, subjects);
  }

  /**
   * The sums, if the residuals of the model covary.
   *
   * @param design what was made of the cross-products
   */
  public static Optional<ResidualSums> sums(ObservedDesign design, CrossProducts<?> products) {
    RowAccumulator<?> accumulator = RowAccumulator.of(products);
    return design
        .structure()
        .residual()
        .map(
            term ->
                accumulator.read(
                    true,
                    moments ->
                        new ResidualAssembly(design, term, accumulator.kept().orElseThrow())
                            .sums(PatternedCovariance.of(term.structure()))));
  }

  private ResidualSums sums(PatternedCovariance structure) {
    EquationPattern pattern = pattern();
    List<SubjectRows.Pattern> patterns = subjects.patterns();
    checkMemory(pattern, patterns);
    List<NormalEquations> sums = new ArrayList<>();
    for (SubjectRows.Pattern own : patterns) {
      sums.addAll(sums(pattern, own));
    }
    Visits form =
        new Visits(
            structure,
            subjects.positionNames(),
            patterns.stream().map(SubjectRows.Pattern::positions).toList(),
            patterns.stream().mapToLong(own -> own.subjects().length).toArray());
    return new ResidualSums(form, sums);
  }

  /** For every two positions s ≤ t of a pattern, in their order, a sum over its subjects. */
  private List<NormalEquations> sums(EquationPattern pattern, SubjectRows.Pattern own) {
    int n = own.positions().length;
    List<PositionSum> sums = new ArrayList<>();
    for (int i = 0; i < n * (n + 1) / 2; i++) {
      sums.add(new PositionSum(pattern));
    }
    for (int subject : own.subjects()) {
      coded.read(subject);
      int next = 0;
      for (int s = 0; s < n; s++) {
        for (int t = s; t < n; t++) {
          sums.get(next++).add(coded, s, t);
        }
      }
    }
    return sums.stream().map(sum -> sum.equations(design.equations().residuals())).toList();
  }

  /** The pattern of the design's equations, with the levels that meet in a subject. */
  private EquationPattern pattern() {
    EquationPattern rowwise = design.equations().pattern();
    int groups = rowwise.groups().size();
    List<LevelMeetings> meetings = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      for (int h = 0; h < g; h++) {
        meetings.add(new LevelMeetings(g, h));
      }
    }
    int own = meetings.size();
    for (int g = 0; g < groups; g++) {
      meetings.add(new LevelMeetings(g, g));
    }
    for (int s = 0; s < subjects.subjects() && groups > 0; s++) {
      coded.read(s);
      meetings.forEach(meeting -> meeting.add(coded));
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < meetings.size(); i++) {
      LevelMeetings meeting = meetings.get(i);
      if (i < own || !meeting.isEmpty()) {
        pairs.add(meeting.pair(rowwise.groups().get(meeting.rowGroup()).levels()));
      }
    }
    return new EquationPattern(rowwise.columns(), rowwise.groups(), rowwise.terms(), pairs);
  }

  private void checkMemory(EquationPattern pattern, List<SubjectRows.Pattern> patterns) {
    double sums = 0;
    for (SubjectRows.Pattern own : patterns) {
      sums += own.positions().length * (own.positions().length + 1.0) / 2;
    }
    double width = pattern.columns() + 1;
    double each = width * width;
    for (EquationPattern.Group group : pattern.groups()) {
      each += (double) group.levels() * group.size() * (width + group.size());
    }
    for (Pair pair : pattern.pairs()) {
      int k = pattern.groups().get(pair.rowGroup()).size();
      each += (double) pair.blocks() * k * pattern.groups().get(pair.columnGroup()).size();
    }
    double bytes = Double.BYTES * sums * each;
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw new ModelTooLargeException(
          "%s: the sums of its residual covariance, over %s patterns of positions, need %s; Java has %s. Give it more (-Xmx), or take random effects out of the model"
              .formatted(
                  design.structure().name(),
                  patterns.size(),
                  ModelTooLargeException.size(bytes),
                  ModelTooLargeException.heap()));
    }
  }
}
