import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.annotation.processing.Generated;
import org.blup.design.CrossProducts;
import org.blup.design.DesignMatrices;
import org.blup.design.Relationship;
import org.blup.internal.design.pass.DesignRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.model.Coefficient;
import org.blup.model.Estimates;
import org.blup.model.Fitting;
import org.blup.model.GroupEffects;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.VarianceComponent;
import org.blup.model.fit.FTest;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.blup.model.means.Mean;
import org.blup.model.means.Means;
import org.blup.model.means.ReferenceGrid;
import org.blup.model.prediction.Scorer;
import org.ejml.data.DMatrixRMaj;

/**
 * The mixed model {@code weight ~ 1 + sex + age + (1 + age | related(animal)) + (1 |
 * animal) + (1 | related(mother))} of {@link Animal} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Animal}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class AnimalModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "weight ~ 1 + sex + age + (1 + age | related(animal))"
      + " + (1 | animal) + (1 | related(mother))";

  private static final Definition MODEL = new Definition(Map.of());

  private AnimalModel() {
  }

  /**
   * The model, for code that takes any model.
   *
   * @param relatedAnimal how the levels of {@code animal} are related
   * @param mother how the levels of {@code mother} are related
   * @return the model
   */
  public static Model<Animal, Fit> model(Relationship relatedAnimal, Relationship mother) {
    return new Definition(relatedAnimal, mother);
  }

  /**
   * The choices of a fit: criterion, missing values, progress.
   *
   * @param relatedAnimal how the levels of {@code animal} are related
   * @param mother how the levels of {@code mother} are related
   * @return the choices
   */
  public static Fitting<Animal, Fit> fitting(Relationship relatedAnimal, Relationship mother) {
    return new Definition(relatedAnimal, mother).fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Animal> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Animal> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Animal> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Animal> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Animal> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Animal> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Animal, Fit> {
    private Definition(Map<String, Relationship> relationships) {
      super(
          ModelStructure.of(generated("Animal", 8), FORMULA)
              .response("weight")
              .number("age")
              .factor("sex", Levels.of(Animal.Sex.values()))
              .factor("animal", Levels.strings())
              .factor("mother", Levels.integers())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("sex"))
              .fixed(EffectTerm.of("age"))
              .random(RandomTerm.byRelated("animal").of(EffectTerm.intercept(),
                  EffectTerm.of("age")))
              .random(RandomTerm.by("animal").of(EffectTerm.intercept()))
              .random(RandomTerm.byRelated("mother").of(EffectTerm.intercept()))
              .build(),
              relationships);
    }

    private Definition(Relationship relatedAnimal, Relationship mother) {
      this(Map.ofEntries(related("animal", relatedAnimal), related("mother", mother)));
    }

    @Override
    public void read(Animal row, DesignRow out) {
      out.response(row.weight());
      out.number(0, row.age());
      out.level(0, row.sex());
      out.level(1, row.animal());
      out.level(2, row.mother());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Animal} fitted to rows.
   */
  public static final class Fit extends MixedFit<Animal> {
    private final Fixed fixed;

    private final RelatedAnimal relatedAnimal;

    private final AnimalGroup animal;

    private final Mother mother;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      relatedAnimal = new RelatedAnimal(estimates);
      animal = new AnimalGroup(estimates);
      mother = new Mother(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code related(animal)}}
     */
    public RelatedAnimal relatedAnimal() {
      return relatedAnimal;
    }

    /**
     * {@return the predicted effects of {@code animal}}
     */
    public AnimalGroup animal() {
      return animal;
    }

    /**
     * {@return the predicted effects of {@code related(mother)}}
     */
    public Mother mother() {
      return mother;
    }

    /**
     * Tests that a linear combination of the fixed effects is 0.
     *
     * @param combination takes it from the fixed effects
     * @return the test
     */
    public LinearTest test(Function<? super Fixed, ? extends LinearCombination> combination) {
      return test(combination.apply(fixed));
    }

    /**
     * Tests that several linear combinations of the fixed effects are all 0.
     *
     * @param combinations takes them from the fixed effects
     * @return the test
     */
    public FTest jointTest(
        Function<? super Fixed, ? extends List<? extends LinearCombination>> combinations) {
      return jointTest(combinations.apply(fixed));
    }

    /**
     * {@return the estimated marginal means}
     */
    public MarginalMeans means() {
      return new MarginalMeans(referenceGrid());
    }

    @Override
    public double response(Animal row) {
      return row.weight();
    }

    @Override
    protected double fixedPart(Animal row) {
      int sexLevel = estimates.level(0, row.sex());
      double age = row.age();
      return estimates.fixed(0) + estimates.fixed(1, sexLevel) + estimates.fixed(2) * age;
    }

    @Override
    protected double conditionalMean(Animal row) {
      int relatedAnimal = estimates.group(0, estimates.level(1, row.animal()));
      double age = row.age();
      int animal = estimates.group(1, estimates.level(1, row.animal()));
      int mother = estimates.group(2, estimates.level(2, row.mother()));
      return fixedPart(row) + estimates.random(0, 0, relatedAnimal)
          + estimates.random(0, 1, relatedAnimal) * age + estimates.random(1, 0, animal)
          + estimates.random(2, 0, mother);
    }
  }

  /**
   * The fixed effects: a method for each coefficient.
   */
  public static final class Fixed {
    private final Estimates estimates;

    private Fixed(Estimates estimates) {
      this.estimates = estimates;
    }

    /**
     * {@return the coefficient of {@code (Intercept)}}
     */
    public Coefficient intercept() {
      return estimates.coefficient(0, 0);
    }

    /**
     * {@return the coefficient of {@code sexMALE}}
     */
    public Coefficient sexMale() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code age}}
     */
    public Coefficient age() {
      return estimates.coefficient(2, 0);
    }

    @Override
    public String toString() {
      return estimates.toString();
    }
  }

  /**
   * Estimated marginal means: covariates at their means over the rows, other factors
   * averaged over, unless set.
   */
  public static final class MarginalMeans {
    private final ReferenceGrid grid;

    private MarginalMeans(ReferenceGrid grid) {
      this.grid = grid;
    }

    /**
     * {@return the mean over all factors}
     */
    public Mean overall() {
      return grid.overall();
    }

    /**
     * {@return the mean of each level of {@code sex}}
     */
    public Means<Animal.Sex> sex() {
      return grid.means("sex", Animal.Sex::valueOf);
    }

    /**
     * The means at a value of {@code age}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atAge(double value) {
      return new MarginalMeans(grid.at("age", value));
    }

    /**
     * The means at a value of {@code sex}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atSex(Animal.Sex value) {
      return new MarginalMeans(grid.at("sex", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code related(animal)}: {@code (1 + age | related(animal))}.
   */
  public static final class RelatedAnimal extends GroupEffects<RelatedAnimal.Effects> {
    private RelatedAnimal(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param animal a level of {@code animal}
     * @return its effects
     */
    public Effects get(String animal) {
      return effects(level(animal));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param animal a level of {@code animal}
     * @return its coefficients
     */
    public Effects coefficients(String animal) {
      return effects(withFixed(level(animal)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param animal a level of {@code animal}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String animal) {
      return conditionalCovariance(level(animal));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0), mode(level, 1));
    }

    /**
     * The predicted effects of one level.
     *
     * @param intercept the effect of {@code (Intercept)}
     * @param age the effect of {@code age}
     */
    public record Effects(double intercept, double age) {
      @Override
      public String toString() {
        return describe("intercept %s, age %s", intercept, age);
      }
    }

    /**
     * The variances of the effects between the levels.
     */
    public final class Covariance {
      private Covariance() {
      }

      /**
       * {@return the variance of {@code (Intercept)}}
       */
      public VarianceComponent intercept() {
        return variance(0);
      }

      /**
       * {@return the variance of {@code age}}
       */
      public VarianceComponent age() {
        return variance(1);
      }

      /**
       * {@return the correlations of the effects}
       */
      public Correlation correlation() {
        return new Correlation();
      }

      @Override
      public String toString() {
        return RelatedAnimal.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code age}}
       */
      public double interceptAge() {
        return RelatedAnimal.this.correlation(0, 1);
      }

      @Override
      public String toString() {
        return RelatedAnimal.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code animal}: {@code (1 | animal)}.
   */
  public static final class AnimalGroup extends GroupEffects<AnimalGroup.Effects> {
    private AnimalGroup(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param animal a level of {@code animal}
     * @return its effects
     */
    public Effects get(String animal) {
      return effects(level(animal));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param animal a level of {@code animal}
     * @return its coefficients
     */
    public Effects coefficients(String animal) {
      return effects(withFixed(level(animal)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param animal a level of {@code animal}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String animal) {
      return conditionalCovariance(level(animal));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0));
    }

    /**
     * The predicted effects of one level.
     *
     * @param intercept the effect of {@code (Intercept)}
     */
    public record Effects(double intercept) {
      @Override
      public String toString() {
        return describe("intercept %s", intercept);
      }
    }

    /**
     * The variances of the effects between the levels.
     */
    public final class Covariance {
      private Covariance() {
      }

      /**
       * {@return the variance of {@code (Intercept)}}
       */
      public VarianceComponent intercept() {
        return variance(0);
      }

      @Override
      public String toString() {
        return AnimalGroup.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code related(mother)}: {@code (1 | related(mother))}.
   */
  public static final class Mother extends GroupEffects<Mother.Effects> {
    private Mother(Estimates estimates) {
      super(estimates, 2);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param mother a level of {@code mother}
     * @return its effects
     */
    public Effects get(long mother) {
      return effects(level(mother));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param mother a level of {@code mother}
     * @return its coefficients
     */
    public Effects coefficients(long mother) {
      return effects(withFixed(level(mother)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param mother a level of {@code mother}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(long mother) {
      return conditionalCovariance(level(mother));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0));
    }

    /**
     * The predicted effects of one level.
     *
     * @param intercept the effect of {@code (Intercept)}
     */
    public record Effects(double intercept) {
      @Override
      public String toString() {
        return describe("intercept %s", intercept);
      }
    }

    /**
     * The variances of the effects between the levels.
     */
    public final class Covariance {
      private Covariance() {
      }

      /**
       * {@return the variance of {@code (Intercept)}}
       */
      public VarianceComponent intercept() {
        return variance(0);
      }

      @Override
      public String toString() {
        return Mother.this.describeCovariance();
      }
    }
  }
}
