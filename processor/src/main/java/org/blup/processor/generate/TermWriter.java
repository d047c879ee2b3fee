package org.blup.processor.generate;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.blup.LevelStructure;
import org.blup.Structure;
import org.blup.VarianceFunction;
import org.blup.processor.generate.names.RuntimeTypes;
import org.blup.processor.read.Effect;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.read.ResidualCovariance;

/** Writes the terms of a model's structure. */
final class TermWriter {

  private TermWriter() {}

  static CodeBlock of(Effect effect) {
    CodeBlock.Builder term =
        CodeBlock.builder()
            .add("$T.of($L)", RuntimeTypes.EFFECT_TERM, strings(effect.quantities()));
    List<Quantity.Factor> full = effect.factors().stream().filter(effect::isFull).toList();
    if (!full.isEmpty()) {
      term.add(".full($L)", strings(full));
    }
    return term.build();
  }

  static CodeBlock of(RandomEffects random) {
    List<CodeBlock> effects = new ArrayList<>();
    if (random.intercept()) {
      effects.add(CodeBlock.of("$T.intercept()", RuntimeTypes.EFFECT_TERM));
    }
    random.effects().forEach(effect -> effects.add(of(effect)));
    CodeBlock by =
        CodeBlock.of(
            "$T.$L($L)",
            RuntimeTypes.RANDOM_TERM,
            by(random.term().levels()),
            strings(random.group()));
    CodeBlock term = CodeBlock.of("$L.of($L)", by, CodeBlock.join(effects, ",$W"));
    return switch (random.structure()) {
      case US -> term;
      case DIAG -> CodeBlock.of("$L.uncorrelated()", term);
      default ->
          CodeBlock.of(
              "$L$Z.in($T.$L)", term, RuntimeTypes.COVARIANCE_STRUCTURE, form(random.structure()));
    };
  }

  /** The runtime's method that begins a term. */
  private static String by(LevelStructure levels) {
    return switch (levels) {
      case INDEPENDENT -> "by";
      case RELATED -> "byRelated";
      case RW1 -> "byWalk";
      case RW2 -> "bySecondOrderWalk";
      case AR1 -> "byAutoregression";
    };
  }

  static CodeBlock of(ResidualCovariance residual) {
    CodeBlock.Builder term = CodeBlock.builder();
    if (residual.position().isPresent()) {
      term.add(over(residual.position().get(), residual));
      residual
          .varianceNumber()
          .ifPresent(
              number ->
                  term.add(
                      "$Z.times($T.$L, $S)",
                      RuntimeTypes.VARIANCE_FUNCTION,
                      function(residual),
                      number.label()));
    } else if (residual.varianceNumber().isPresent()) {
      term.add(varying(residual.varianceNumber().get(), residual));
    } else {
      return CodeBlock.of(
          "$T.by($S)", RuntimeTypes.RESIDUAL_TERM, residual.strata().orElseThrow().label());
    }
    residual.strata().ifPresent(strata -> term.add("$Z.within($S)", strata.label()));
    return term.build();
  }

  private static CodeBlock over(Quantity position, ResidualCovariance residual) {
    Structure structure = residual.structure();
    CodeBlock subject = strings(residual.subject());
    if (structure.isOverNumber()) {
      return CodeBlock.of(
          "$T.along($T.$L,$W$S,$W$L)",
          RuntimeTypes.RESIDUAL_TERM,
          RuntimeTypes.DECAY,
          structure == Structure.EXP ? "EXPONENTIAL" : "GAUSSIAN",
          position.label(),
          subject);
    }
    CodeBlock over =
        CodeBlock.of("$T.over($S,$W$L)", RuntimeTypes.RESIDUAL_TERM, position.label(), subject);
    return structure == Structure.US
        ? over
        : CodeBlock.of("$L$Z.in($T.$L)", over, RuntimeTypes.COVARIANCE_STRUCTURE, form(structure));
  }

  private static CodeBlock varying(Quantity.Numeric number, ResidualCovariance residual) {
    return residual.varianceFunction().filter(VarianceFunction.KNOWN::equals).isPresent()
        ? CodeBlock.of("$T.known($S)", RuntimeTypes.RESIDUAL_TERM, number.label())
        : CodeBlock.of(
            "$T.varying($T.$L, $S)",
            RuntimeTypes.RESIDUAL_TERM,
            RuntimeTypes.VARIANCE_FUNCTION,
            function(residual),
            number.label());
  }

  /** The runtime's name of a variance function with a parameter. */
  private static String function(ResidualCovariance residual) {
    return residual.varianceFunction().filter(VarianceFunction.POWER::equals).isPresent()
        ? "POWER"
        : "EXPONENTIAL";
  }

  /** The runtime's name of a structure over levels. */
  private static String form(Structure structure) {
    return switch (structure) {
      case US -> "UNSTRUCTURED";
      case DIAG -> "DIAGONAL";
      case ID -> "IDENTITY";
      case CS -> "COMPOUND_SYMMETRY";
      case CSH -> "HETEROGENEOUS_COMPOUND_SYMMETRY";
      case AR1 -> "AUTOREGRESSIVE";
      case AR1H -> "HETEROGENEOUS_AUTOREGRESSIVE";
      case AD -> "ANTEDEPENDENCE";
      case ADH -> "HETEROGENEOUS_ANTEDEPENDENCE";
      case TOEP -> "TOEPLITZ";
      case TOEPH -> "HETEROGENEOUS_TOEPLITZ";
      case EXP, GAU -> throw new IllegalArgumentException(structure + " is over a number");
    };
  }

  private static CodeBlock strings(List<? extends Quantity> quantities) {
    return quantities.stream()
        .map(quantity -> CodeBlock.of("$S", quantity.label()))
        .collect(CodeBlock.joining(",$W"));
  }
}
