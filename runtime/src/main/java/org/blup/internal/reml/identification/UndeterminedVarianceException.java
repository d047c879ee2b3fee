package org.blup.internal.reml.identification;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.blup.exception.UnidentifiableModelException;

/**
 * A variance of which the data say nothing: fixed effects, the residual or other random effects
 * make up all that it could explain. The restricted likelihood does not depend on it. That of ML
 * may, by the determinant of the covariance of y, whatever the response is.
 */
public final class UndeterminedVarianceException extends UnidentifiableModelException {

  private static final long serialVersionUID = 1L;

  /**
   * Effects of a random term.
   *
   * @param term index of the term
   * @param effect index of its effect, or −1 for all of them
   * @param of how many effects the term has
   */
  public record Effects(int term, int effect, int of) {}

  private final transient List<Effects> effects;
  private final String problem;

  private UndeterminedVarianceException(String problem, List<Effects> effects) {
    super(problem.formatted(effects));
    this.problem = problem;
    this.effects = List.copyOf(effects);
  }

  /** The fixed effects explain all differences between the levels of a term. */
  public static UndeterminedVarianceException fromFixed(Effects effects) {
    return new UndeterminedVarianceException(
        "the variance of %s cannot be distinguished from the fixed effects, which in these data"
            + " explain all differences between its levels: what they leave of the response has the"
            + " same distribution whatever the variance is. Take it out of the model, or take out"
            + " fixed effects that do not vary within levels",
        List.of(effects));
  }

  /** Some variances and that of the residual cannot be distinguished from each other. */
  public static UndeterminedVarianceException fromResidual(List<Effects> effects) {
    return new UndeterminedVarianceException(
        "the variance of the residual cannot be distinguished from the variances of %s: the"
            + " distribution of what fixed effects leave of the response depends only on"
            + " combinations of them. Take effects out of the model, or add rows that repeat a"
            + " combination of levels",
        effects);
  }

  /** Some variances cannot be distinguished from each other. */
  public static UndeterminedVarianceException fromEachOther(List<Effects> effects) {
    return new UndeterminedVarianceException(
        "the variances of %s cannot be distinguished from each other: the distribution of what"
            + " fixed effects leave of the response depends only on combinations of them. Take one"
            + " of them out of the model",
        effects);
  }

  /**
   * Parameters of the residuals cannot be distinguished from each other, or from variances.
   *
   * @param problem what the data cannot do
   * @param changes numbers of the residuals' covariance that can change and leave the likelihood
   * @param effects whose variances change with them
   * @param wayOut what to do
   */
  public static UndeterminedVarianceException besideResiduals(
      String problem, List<String> changes, List<Effects> effects, String wayOut) {
    boolean isOne = changes.size() == 1 && effects.isEmpty();
    String words =
        problem
            + (isOne
                ? ": the likelihood does not depend on the residuals' "
                : ": the likelihood depends only on combinations of the residuals' ")
            + String.join(", ", changes);
    return new UndeterminedVarianceException(
        words.replace("%", "%%")
            + (effects.isEmpty() ? "" : ", and the variances of %s")
            + wayOut.replace("%", "%%"),
        effects);
  }

  /**
   * The same, said of a model.
   *
   * @param model its name
   * @param names what to call effects
   */
  public UnidentifiableModelException of(String model, Function<Effects, String> names) {
    String list = effects.stream().map(names).collect(Collectors.joining(" and "));
    return new UnidentifiableModelException(model + ": " + problem.formatted(list));
  }
}
