import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Lamb(
    @Response double weight,
    @Fixed @Random(group = "animal", related = true) double age,
    String animal,
    @Random(related = true) int mother) {}
