import org.blup.Column;
import org.blup.MixedModel;

@MixedModel("score ~ hours + (1 | school)")
record Pupil(double score, double hours, String school, @Column("school") String address) {}
