// wants: to return text that no encoding can hold
// verdict: FAILED
// says: 
// exercise: tokens-and-strings
package student;

import ai.djl.ndarray.types.Shape;
import hookworks.exercises.TokenView;
import hookworks.lens.HookedTransformer;
import java.util.List;

public class MyLensIntroduction implements hookworks.exercises.LensIntroduction {
    @Override
    public TokenView tokenView(HookedTransformer model, String text) {
        var manager = ai.djl.ndarray.NDManager.newBaseManager();
        return new TokenView(model.texts().toTokens(text, manager), List.of("\ud83d", "\ude00"), "\ude00\ud83d");
    }
}
