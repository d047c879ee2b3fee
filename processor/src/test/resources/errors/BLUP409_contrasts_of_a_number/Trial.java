import org.blup.Contrasts;
import org.blup.MixedModel;

@MixedModel("score ~ dose + (1 | subject)")
record Trial(double score, @Contrasts({-1, 1}) double dose, String subject) {}
