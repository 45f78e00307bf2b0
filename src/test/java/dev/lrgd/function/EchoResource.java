package dev.lrgd.function;

import dev.lrgd.api.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.MDC;

/** Says what arrived, so that tests of the bridge can tell what got lost on the way. */
@Path("/test-echo")
@Produces(MediaType.APPLICATION_JSON)
public class EchoResource {

  private final Caller caller;

  EchoResource(Caller caller) {
    this.caller = caller;
  }

  @GET
  public Map<String, Object> request(
      @Context HttpHeaders headers, @QueryParam("a") List<String> parameters) {
    Map<String, Object> seen = new TreeMap<>();
    seen.put("a", parameters);
    seen.put("custom", headers.getRequestHeader("x-custom"));
    seen.put("cookies", new TreeMap<>(headers.getCookies()).keySet());
    seen.put("tenant", caller.tenant());
    seen.put("hasDeadline", caller.deadline().isPresent());
    seen.put("requestId", String.valueOf(MDC.get(InvocationLog.REQUEST_ID)));
    return seen;
  }

  @POST
  @Path("bytes")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public byte[] bytes(byte[] body) {
    return body;
  }

  @POST
  @Path("text")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.TEXT_PLAIN)
  public String text(String body) {
    return body;
  }

  @GET
  @Path("long/{length}")
  @Produces(MediaType.TEXT_PLAIN)
  public String ofLength(@PathParam("length") int length) {
    return "x".repeat(length);
  }

  @DELETE
  @Path("users/{user}")
  public Map<String, String> user(@PathParam("user") String user) {
    return Map.of("user", user);
  }

  @GET
  @Path("cookies")
  public Response cookies() {
    return Response.ok(Map.of())
        .cookie(new NewCookie.Builder("one").value("1").build())
        .cookie(new NewCookie.Builder("two").value("2").build())
        .header("x-many", "a")
        .header("x-many", "b")
        .build();
  }

  @GET
  @Path("nothing")
  public void nothing() {}

  @GET
  @Path("fault")
  public String fault() {
    throw new IllegalStateException("planted fault");
  }

  @GET
  @Path("slow")
  public String slow() throws InterruptedException {
    Thread.sleep(2000);
    return "late";
  }
}
