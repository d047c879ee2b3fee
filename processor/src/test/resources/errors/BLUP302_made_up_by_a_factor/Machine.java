import org.blup.MixedModel;

@MixedModel("score ~ machine + (1 | worker) + (0 + machine | worker)")
record Machine(double score, String machine, String worker) {}
