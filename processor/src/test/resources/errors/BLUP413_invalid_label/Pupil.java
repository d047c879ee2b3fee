import org.blup.Column;
import org.blup.MixedModel;

@MixedModel("score ~ hours + (1 | school)")
record Pupil(double score, @Column("") double hours, String school) {}
