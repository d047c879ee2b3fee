import org.blup.LevelStructure;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;

@MixedModel
record River(
    @Response double flow,
    @Random(related = true, levels = LevelStructure.RW1) int year) {}
