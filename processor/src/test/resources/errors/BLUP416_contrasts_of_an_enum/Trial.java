import org.blup.Contrasts;
import org.blup.MixedModel;

@MixedModel("score ~ dose + (1 | subject)")
record Trial(double score, @Contrasts({-1, 0, 1}) Dose dose, String subject) {
  enum Dose { PLACEBO, LOW, HIGH }
}
