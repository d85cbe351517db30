using Amazon.CDK;
using Example;

var app = new App();
_ = new OrderFanOutStack(app, "OrderFanOut");
app.Synth();
