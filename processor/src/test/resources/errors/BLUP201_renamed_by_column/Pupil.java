import org.blup.Column;
import org.blup.MixedModel;

@MixedModel("score ~ 1 + (1 | school/classroom)")
record Pupil(double score, String school, @Column("class") String classroom) {}
