package org.blup.internal.design.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.structure.ResidualTerm.Distances;
import org.blup.internal.design.structure.ResidualTerm.Known;
import org.blup.internal.design.structure.ResidualTerm.Positions;

/**
 * A model as lines of text that are equal exactly where sums of one model are sums of the other:
 * formula, variables, levels known before any row, and how terms are coded. The name is not part of
 * it, so that a record may be renamed. Files hold these lines, so they must not change.
 */
public final class StructureText {

  private final List<String> lines = new ArrayList<>();

  private StructureText(ModelStructure structure) {
    add("formula", structure.formula());
    add("response", structure.response());
    structure.responseBasis().ifPresent(basis -> add("basis of the response", basis(basis)));
    structure.weight().ifPresent(label -> add("weight", label));
    structure.offset().ifPresent(label -> add("offset", label));
    structure.numbers().forEach(label -> add("number", label));
    structure.covariates().forEach(label -> add("covariate", label));
    for (int f = 0; f < structure.factors().size(); f++) {
      String label = structure.factors().get(f);
      Levels levels = structure.levels().get(f);
      add("levels of " + label, levels.kind().words() + list(levels.names()));
      add("contrasts of " + label, contrast(levels.contrast()));
    }
    for (int b = 0; b < structure.bases().size(); b++) {
      add("basis " + structure.bases().get(b), basis(structure.basisDefinitions().get(b)));
    }
    structure.fixed().forEach(term -> add("fixed term", effect(term)));
    structure.random().forEach(term -> add("random term by " + term.groupLabel(), random(term)));
    structure.residual().ifPresent(term -> add("residuals", residual(term)));
    structure.knownVariance().ifPresent(label -> add("known variance", label));
  }

  /** The lines of a model, the formula first. */
  public static List<String> of(ModelStructure structure) {
    return List.copyOf(new StructureText(structure).lines);
  }

  /**
   * Where the lines of a file differ from those of a model.
   *
   * @return both first lines that differ, in words; nothing if none do
   */
  public static Optional<String> difference(List<String> found, ModelStructure structure) {
    List<String> own = of(structure);
    for (int i = 0; i < Math.max(found.size(), own.size()); i++) {
      String theirs = i < found.size() ? found.get(i) : "nothing more";
      String ours = i < own.size() ? own.get(i) : "nothing more";
      if (!theirs.equals(ours)) {
        return Optional.of(
            "it has '%s' where %s has '%s'".formatted(theirs, structure.name(), ours));
      }
    }
    return Optional.empty();
  }

  /**
   * The model with the knots that a file has for its open splines. Those that the file has no knots
   * for stay open.
   *
   * @param found the lines of a file
   */
  public static ModelStructure closed(ModelStructure structure, List<String> found) {
    List<Basis> definitions = new ArrayList<>();
    for (int b = 0; b < structure.bases().size(); b++) {
      Basis basis = structure.basisDefinitions().get(b);
      definitions.add(basis.isOpen() ? closed(structure.bases().get(b), basis, found) : basis);
    }
    return structure.withBases(definitions);
  }

  private static Basis closed(String label, Basis open, List<String> found) {
    String start = "basis " + label + ": " + text(open) + ' ';
    for (String line : found) {
      if (line.startsWith(start)) {
        double[] breaks = numbers(line.substring(start.length()));
        if (breaks.length == open.knots() + 2 && isIncreasing(breaks)) {
          return open.withBreaks(breaks);
        }
      }
    }
    return open;
  }

  /** Numbers as {@link #number} writes them; none if one is of another form. */
  private static double[] numbers(String text) {
    try {
      return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      return new double[0];
    }
  }

  private static boolean isIncreasing(double[] breaks) {
    boolean increases = Double.isFinite(breaks[0]);
    for (int i = 1; i < breaks.length; i++) {
      increases &= breaks[i - 1] < breaks[i] && Double.isFinite(breaks[i]);
    }
    return increases;
  }

  private void add(String what, String text) {
    lines.add(what + ": " + text);
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? "" : " " + String.join(", ", names);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A number in the same digits on all versions of Java. */
  private static String number(double value) {
    return Double.toHexString(value);
  }

  private static String basis(Basis basis) {
    StringBuilder text = new StringBuilder(text(basis));
    for (double each : basis.breaks()) {
      text.append(' ').append(number(each));
    }
    if (basis.isOpen()) {
      text.append(", ").append(basis.columns()).append(" columns");
    }
    return text.toString();
  }

  private static String text(Basis basis) {
    return word(basis.kind()) + " of " + basis.number() + ", degree " + basis.degree();
  }

  private static String contrast(Contrast contrast) {
    StringBuilder text = new StringBuilder(word(contrast.kind()));
    if (contrast.reference() != null) {
      text.append(" against ").append(contrast.reference());
    }
    if (contrast.kind() == Contrast.Kind.MATRIX) {
      int levels = contrast.matrixLevels();
      for (int i = 0; i < levels * (levels - 1); i++) {
        text.append(' ').append(number(contrast.matrix(i / (levels - 1), i % (levels - 1))));
      }
    }
    return text.toString();
  }

  private static String effect(EffectTerm term) {
    List<String> full = term.variables().stream().filter(term.full()::contains).toList();
    return term.label() + (full.isEmpty() ? "" : ", a column for every level of" + list(full));
  }

  private static String random(RandomTerm term) {
    List<String> effects = term.effects().stream().map(StructureText::effect).toList();
    return structure(term.structure()) + list(effects);
  }

  private static String structure(CovarianceStructure structure) {
    if (structure instanceof PatternedCovariance patterned) {
      return word(patterned.correlation())
          + (patterned.oneVariance() ? ", one variance:" : ", several variances:");
    }
    return structure.isCorrelated() ? "unstructured:" : "diagonal:";
  }

  private static String residual(ResidualTerm term) {
    StringBuilder text = new StringBuilder(form(term.form()));
    text.append(" within").append(list(term.subject()));
    term.strata().ifPresent(label -> text.append(", by ").append(label));
    term.varying()
        .ifPresent(
            varying ->
                text.append(", variance ")
                    .append(word(varying.function()))
                    .append(" of ")
                    .append(varying.number()));
    return text.toString();
  }

  private static String form(ResidualTerm.Form form) {
    if (form instanceof Positions positions) {
      return structure(positions.structure()) + " over " + positions.position();
    }
    if (form instanceof Distances distances) {
      return word(distances.decay()) + " along " + distances.number();
    }
    return form instanceof Known known ? "known " + known.number() : "independent";
  }
}
