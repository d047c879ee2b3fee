import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record Gryphon(
    @Response double weight,
    @Random(within = "herd", related = true) String animal,
    String herd) {}
