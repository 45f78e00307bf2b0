package hello;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Says hello. */
public class HelloHandler implements RequestHandler<String, String> {

  @Override
  public String handleRequest(String name, Context context) {
    return "Hello " + name;
  }
}
