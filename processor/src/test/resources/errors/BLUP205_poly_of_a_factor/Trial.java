import org.blup.MixedModel;

@MixedModel("score ~ poly(dose, 2) + (1 | subject)")
record Trial(double score, String dose, String subject) {}
