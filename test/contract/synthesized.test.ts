// In one file, because Jest shares nothing between files: each would synthesize every variant anew.
import './synthesized/adverse-injector';
import './synthesized/deliveries';
import './synthesized/flags';
import './synthesized/imported';
import './synthesized/least-privilege';
import './synthesized/retained';
import './synthesized/side-effects';
import './synthesized/snapshots';
