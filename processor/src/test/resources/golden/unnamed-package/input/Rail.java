import org.blup.MixedModel;

/** A record in no package. */
@MixedModel("travel ~ 1 + (1 | rail)")
record Rail(double travel, int rail) {}
