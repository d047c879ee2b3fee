import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Pupil(
    @Response double score,
    @Fixed
    @Random(group = "classroom", within = "school")
    double hours,
    String classroom,
    String school) {}
