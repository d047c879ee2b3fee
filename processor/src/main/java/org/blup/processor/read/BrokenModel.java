package org.blup.processor.read;

import java.util.Optional;

/**
 * A model with errors, of which a class is still written, so that code that uses it compiles and
 * the reader sees our message alone.
 *
 * @param header what is known for certain
 * @param guess the model that was probably meant, misspelt names mended and faulty terms left out;
 *     absent where nothing could be made of the formula
 */
public record BrokenModel(ModelHeader header, Optional<ModelDescription> guess) {}
